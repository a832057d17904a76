"""The areas of practice mode, with keys that are published on purpose, and joining one of them.

Everything goes through the same enrolment as in earnest; only the root's answer comes at once,
because its key is in the pack.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.content.strict import read_pack
from app.domain.enrolment import RootKeys
from app.domain.handover import Desk, Mode

if TYPE_CHECKING:
    from datetime import datetime

    from app.ports.post import Enrolment
    from app.services.post import Post, PostPorts

VALID = timedelta(days=360)


def load_areas(file: str, raw: bytes) -> dict[str, RootKeys]:
    """The practice areas' roots by name.

    Raises:
        ContentRefused: the pack has an unknown key or lacks one.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    pack.texts("source")
    found: dict[str, RootKeys] = {}
    for table in pack.tables("area"):
        named = table.named()
        area = named.text("id")
        desk = Desk(area, named.text("desk"), named.text("key"))
        found[area] = RootKeys(
            mode=Mode.DEMO,
            area=area,
            seed=bytes.fromhex(named.text("seed")),
            title=named.text("title"),
            telephone=named.text("telephone"),
            desks=((desk, named.text("identity")),),
        )
        named.finish()
    pack.finish()
    return found


def join(
    post: Post, ports: PostPorts, areas: dict[str, RootKeys], area: str, now: datetime
) -> None:
    """Enrol a practice vault in one area and give it the cards of the others.

    The first of the others counts as checked by voice; the rest are left for the trainee to ring.
    """
    answer = _answer(ports.enrolment, areas[area], post.enrolment_request("P-1").content, now)
    post.take_enrolment(answer)
    for number, other in enumerate(name for name in areas if name != area):
        post.admit_card(ports.enrolment.card(areas[other], now))
        if number == 0:
            post.check_by_voice(other, "01632 960 900")


def _answer(enrolment: Enrolment, root: RootKeys, request: bytes, now: datetime) -> bytes:
    asked = enrolment.read_request(request, Mode.DEMO)
    return enrolment.answer(asked, root, 1, now, now + VALID).content
