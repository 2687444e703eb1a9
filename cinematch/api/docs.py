"""The API's documentation page: Swagger UI from our own static files."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class Documentation(SpectacularSwaggerSplitView):
    # The page's own style sheet and script are files: the CSP allows nothing inline.
    template_name = "api/docs.html"
    url_name = "api:schema"
