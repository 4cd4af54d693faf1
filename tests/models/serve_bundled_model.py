"""Serves the bundled model as llama_cpp.server does, on a free port of loopback, and prints the port.

It listens before it prints, so whoever has read the port may ask at once.
"""

import socket
from typing import Any

import llama_cpp
import uvicorn
from llama_cpp.server.app import create_app
from llama_cpp.server.settings import ModelSettings, ServerSettings

from newsqa.models import BUNDLED, bundled_model_path

CONTEXT_TOKENS = 1024

default_loading = llama_cpp.llama_model_default_params


def loading_without_extra_buffers() -> Any:
    """How llama.cpp loads a model, without AMX where GCC 12 broke it; newsqa.models.llama_cpp tells the reason."""
    loading = default_loading()
    loading.use_extra_bufts = b"AMX_INT8 = 1" not in llama_cpp.llama_print_system_info()
    return loading


def main() -> None:
    # llama_cpp.Llama has no parameter for it, and takes the function from this module when it loads.
    llama_cpp.llama_cpp.llama_model_default_params = loading_without_extra_buffers
    app = create_app(
        server_settings=ServerSettings(),
        model_settings=[
            ModelSettings(
                model=str(bundled_model_path()), model_alias=BUNDLED, n_ctx=CONTEXT_TOKENS, n_threads=1, verbose=False
            )
        ],
    )
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)  # noqa: T201
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main()
