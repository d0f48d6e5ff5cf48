"""Settings: environment variables ``JOBMATCH_*`` (listed in ``.env.example``) become one frozen object."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_DATABASE = "sqlite:///instance/jobmatch.sqlite3"
HERE = Path(__file__).resolve().parent


def project_root() -> Path:
    """Return the folder that holds templates/, static/, models/ and migrations/: the checkout, or the wheel's data."""
    packaged = HERE / "_data"
    return packaged if packaged.is_dir() else HERE.parent


def resolve_database_url(raw: str, home: Path) -> str:
    """Resolve a relative SQLite path against ``home``, so that a command works from any folder."""
    prefix, other_name = "sqlite:///", "postgres://"
    if raw.startswith(other_name):
        return f"postgresql://{raw.removeprefix(other_name)}"
    if not raw.startswith(prefix) or raw.startswith(prefix + "/") or raw == prefix + ":memory:":
        return raw
    return prefix + str(home / raw.removeprefix(prefix))


@dataclass(frozen=True)
class Settings:
    """What an operator decides. Paths are absolute; times are in seconds."""

    home: Path
    database_url: str
    key_file: Path
    cipher: str
    model_dir: Path
    locale: str
    jurisdiction: str
    law_dir: Path
    filing: str
    https: bool
    trusted_hosts: tuple[str, ...]
    trusted_proxies: int
    second_factor: str
    kiosk_idle_seconds: int
    ticket_seconds: int
    limit_seconds: int
    limit_address: int
    limit_device: int
    limit_fair: int
    limit_all: int
    metrics_token: str
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def session_secret_file(self) -> Path:
        """Where the session secret lies: beside the key file."""
        return self.key_file.with_name("session-secret")


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises ``ValueError`` naming the variable that makes no sense."""
    home = Path(environ.get("JOBMATCH_HOME") or (HERE.parent if not (HERE / "_data").is_dir() else Path.cwd()))
    return Settings(
        home=home,
        database_url=resolve_database_url(environ.get("JOBMATCH_DATABASE_URL", DEFAULT_DATABASE), home),
        key_file=home / environ.get("JOBMATCH_KEY_FILE", "instance/keys.json"),
        cipher=_one_of(environ, "JOBMATCH_CIPHER", "aes256gcm", ("aes256gcm", "sm4gcm")),
        model_dir=home / environ.get("JOBMATCH_MODEL_DIR", "instance/models"),
        locale=_one_of(environ, "JOBMATCH_LOCALE", "zh_Hans_CN", ("zh_Hans_CN", "en")),
        jurisdiction=_code(environ, "JOBMATCH_JURISDICTION", "330213"),
        law_dir=home / environ.get("JOBMATCH_LAW_DIR", "instance/law"),
        filing=_one_of(environ, "JOBMATCH_FILING", "", ("", "local", "national")),
        https=_one_of(environ, "JOBMATCH_HTTPS", "0", ("0", "1")) == "1",
        trusted_hosts=tuple(h for h in environ.get("JOBMATCH_TRUSTED_HOSTS", "").split(",") if h),
        trusted_proxies=_number(environ, "JOBMATCH_TRUSTED_PROXIES", 0, at_least=0),
        second_factor=_one_of(environ, "JOBMATCH_SECOND_FACTOR", "admins", ("admins", "staff", "everyone")),
        kiosk_idle_seconds=_number(environ, "JOBMATCH_KIOSK_IDLE_SECONDS", 120, at_least=20),
        ticket_seconds=_number(environ, "JOBMATCH_TICKET_SECONDS", 300, at_least=20),
        limit_seconds=_number(environ, "JOBMATCH_LIMIT_SECONDS", 600, at_least=10),
        limit_address=_number(environ, "JOBMATCH_LIMIT_ADDRESS", 150, at_least=1),
        limit_device=_number(environ, "JOBMATCH_LIMIT_DEVICE", 6_000, at_least=1),
        limit_fair=_number(environ, "JOBMATCH_LIMIT_FAIR", 20_000, at_least=1),
        limit_all=_number(environ, "JOBMATCH_LIMIT_ALL", 30_000, at_least=1),
        metrics_token=environ.get("JOBMATCH_METRICS_TOKEN", ""),
    )


def _one_of(environ: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = environ.get(name, default)
    if value not in allowed:
        raise ValueError(f"{name} is '{value}'; it must be one of: {', '.join(allowed)}.")
    return value


def _code(environ: Mapping[str, str], name: str, default: str) -> str:
    """Read an administrative code: two digits for a province, four for a city, six for a district."""
    value = environ.get(name, default)
    if not value.isascii() or not value.isdigit() or len(value) not in {2, 4, 6}:
        raise ValueError(f"{name} is '{value}'; it must be an administrative code of 2, 4 or 6 digits.")
    return value


def _number(environ: Mapping[str, str], name: str, default: int, at_least: int) -> int:
    value = environ.get(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < at_least:
        raise ValueError(f"{name} is '{value}'; it must be a whole number of at least {at_least}.")
    return int(value)
