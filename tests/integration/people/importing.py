"""Files of an export for tests, and the steps of an import as the desk and the worker take them."""

from jobmatch import worker
from jobmatch.people.import_tables import ColumnMapping, ImportPart, RegisterImport
from jobmatch.people.importing import service
from jobmatch.people.importing.rules.columns import Said
from jobmatch.storage.base import db
from tests.made_books import book
from tests.unit.people.importing.making import citizen_number

HEADER = ["姓名", "残疾人证号", "发证日期", "有效期至", "乡镇街道", "联系电话", "状态"]


def person(serial, **changes):
    """One row of an export about somebody of that serial number."""
    card = changes.get("card", "43") + changes.get("suffix", "")
    return [
        changes.get("name", f"持证{serial}"),
        citizen_number(serial) + card,
        changes.get("begin", "2020-01-05"),
        changes.get("until", "2030-01-05"),
        changes.get("town", "示例街道"),
        changes.get("phone", f"138{serial:08d}"),
        changes.get("status", "正常"),
    ]


def file_of(*rows):
    return book([HEADER, *rows])


def uploaded(world, *rows, data=None, role="caseworker"):
    return service.receive(world.actor(role), world.district, "export.xlsx", data or file_of(*rows))


def fresh(one):
    db.session.rollback()
    return db.session.get(RegisterImport, one.id, populate_existing=True)


def columns_of(one):
    return {Said(name): place for name, place in one.columns.items()}


def previewed(world, *rows, data=None):
    """Upload a file, settle its columns as they were guessed, and let the worker preview it."""
    one = uploaded(world, *rows, data=data)
    service.settle_columns(world.actor(), one, columns_of(one))
    worker.run_due()
    return fresh(one)


def confirmed(world, *rows, data=None):
    one = previewed(world, *rows, data=data)
    service.ask_confirmation(world.actor(), one, one.plan_hash)
    worker.run_due()
    return fresh(one)


def add_import(number, district_id, at):
    """An import of the register with one part, and remembered columns."""
    facts = {"file_name": "a", "file_hash": "", "file_format": "csv", "row_count": 1, "made_at": at}
    made = RegisterImport(district_id=district_id, fingerprint=number, state="uploaded", **facts)
    db.session.add(made)
    db.session.flush()
    db.session.add(ImportPart(import_id=made.id, what="rows", number=1, content="[]"))
    db.session.add(ColumnMapping(district_id=district_id, fingerprint=number, columns={}, saved_at=at))
