from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MoviesConfig(AppConfig):
    name = "movies"
    verbose_name = _("Catalogue and taste")

    def ready(self) -> None:
        from cinematch import schedule
        from cinematch.accounts.erasing import register_eraser
        from cinematch.accounts.guests import register_adopter
        from movies import adopting, erasing, exporting

        exporting.register()
        register_eraser(erasing.erase_ratings)
        register_adopter(adopting.adopt_taste)
        schedule.register(
            schedule.Entry(
                "Count the words of the catalogue",
                "movies.tasks.count_words",
                minute="5",
                hour="4",
            )
        )
