from django.apps import AppConfig


class MoviesConfig(AppConfig):
    name = "movies"

    def ready(self) -> None:
        from cinematch.accounts.erasing import register_eraser
        from movies import erasing, exporting

        exporting.register()
        register_eraser(erasing.erase_ratings)
