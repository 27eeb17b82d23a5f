"""The JSON door: one service, to which every module of calls adds its own."""

from ninja import NinjaAPI, Router
from ninja.operation import Operation

from . import refusals


class Service(NinjaAPI):
    """Calls are known by the names of their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


router = Router()
api = Service(
    title="Undersigned",
    version="1",
    description="The conversation under a news story, signed with real names.",
    urls_namespace="api",
    openapi_url=None,  # `openapi` describes it, with examples
    docs_url=None,
    default_router=router,
)
refusals.register(api)
