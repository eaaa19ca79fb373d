from sala.documents.pdf import pdf_available
from tests.project.routing import Route, World

READERS = "302 404 404 200 200 200"
PDF = READERS if pdf_available() else READERS.replace("200", "409")


def of_cycle(world: World) -> dict[str, int]:
    return {"number": world.cycle.number}


ROUTES = {
    "insights:register": [Route("get", "302 403 403 403 403 200")],
    "insights:evidence": [Route("get", READERS, args=of_cycle)],
    "insights:evidence_zip": [Route("get", READERS, args=of_cycle)],
    "insights:evidence_pdf": [Route("get", PDF, args=of_cycle)],
}
