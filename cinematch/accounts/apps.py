from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "cinematch.accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from allauth.account.signals import email_added, user_logged_in

        from cinematch import schedule
        from cinematch.accounts import adapter, guests, personal, roles

        user_logged_in.connect(guests.bring_guest_along)
        email_added.connect(adapter.take_address_at_once)
        personal.register()
        schedule.register(
            schedule.Entry(
                "Forget guests who will not come back",
                "cinematch.accounts.tasks.forget_stale_guests",
                minute="15",
                hour="3",
            ),
            schedule.Entry(
                "Erase accounts whose grace is over",
                "cinematch.accounts.tasks.erase_due_accounts",
                minute="25",
            ),
            schedule.Entry(
                "Pack data exports that wait, drop old ones",
                "cinematch.accounts.tasks.tidy_exports",
                minute="*/10",
            ),
            schedule.Entry(
                "Drop sessions that ran out",
                "cinematch.accounts.tasks.drop_old_sessions",
                minute="45",
                hour="3",
            ),
        )
        # The last signal of a migrate: by then every app's permissions are there.
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(roles.apply, sender=last)
        post_migrate.connect(schedule.enter_all, sender=last)
