"""Files of hand-written records about articles: key points, and judged statements."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from newsqa.errors import FactsError
from newsqa.schema import Record

# libyaml reads ten times as fast, and comes with most builds of PyYAML.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Kind = TypeVar("Kind", bound=Record)


def read_records(path: Path, kind: type[Kind], *, key: str, what: str) -> tuple[Path, list[Kind]]:
    """The folder of articles that a file names, and the records under a key of it.

    Args:
        path: of the file.
        kind: what each record is.
        key: what they stand under.
        what: they are called in an error.

    Raises:
        FactsError: the file cannot be used.
    """
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=LOADER)
        records = [kind.model_validate(one) for one in content[key]]
        return (path.parent / content["articles"]).resolve(), records
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        reason = f"it has no {error}" if isinstance(error, KeyError) else " ".join(str(error).split())
        raise FactsError(f"{path} is no file of {what}: {reason}") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise FactsError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
