"""What can be set once instead of given each time: newsqa.toml, then NEWSQA_* variables, then the command line."""

from pathlib import Path
from typing import Any, Literal

from platformdirs import user_config_path, user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from newsqa.errors import SettingsError

FILE_NAME = "newsqa.toml"


class Settings(BaseSettings):
    """Each field may stand in newsqa.toml (here, or in the user's configuration folder) or in the environment.

    What is given to the constructor wins over NEWSQA_LIBRARY and its like; those win over ./newsqa.toml; that
    wins over the file in the user's configuration folder.
    """

    model_config = SettingsConfigDict(env_prefix="NEWSQA_", extra="forbid", frozen=True)

    library: Path = Field(default_factory=lambda: user_data_path("newsqa") / "library")
    model: str = "smollm2-135m"
    embedder: Path | None = None
    threads: int | None = Field(default=None, ge=1)
    prompts: Path | None = None
    min_confidence: float = Field(default=0.3, ge=0, le=1)
    prose: Literal["auto", "always", "never"] = "auto"

    @classmethod
    def load(cls, **given: Any) -> "Settings":
        """The settings, with the options given on the command line; those that are None are left out.

        Raises:
            SettingsError: a file cannot be read, or a setting is unknown or has an impossible value.
        """
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            problem = error.errors()[0]
            name = ".".join(map(str, problem["loc"]))
            if problem["type"] == "extra_forbidden":
                known = ", ".join(cls.model_fields)
                raise SettingsError(f"{FILE_NAME} sets {name}, which is no setting (there are: {known})") from None
            raise SettingsError(
                f"the setting {name} (in {FILE_NAME} or NEWSQA_{name.upper()}) cannot be "
                f"{problem['input']!r}: {problem['msg']}"
            ) from None
        except (OSError, ValueError) as error:
            raise SettingsError(f"{FILE_NAME} cannot be read: {error}") from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Where the settings come from, what wins first; pydantic-settings calls this."""
        files = [user_config_path("newsqa") / FILE_NAME, Path(FILE_NAME)]
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=files)
