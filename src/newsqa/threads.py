"""How threads that wait for each other behave, which the libraries that newsqa stands on leave to the environment."""

import os


def wait_briefly() -> None:
    """Let waiting threads look for work 300 times before they sleep, unless the environment says otherwise.

    GNU OpenMP's own 300,000 times leave a second busy program hardly any of the processor, and each slows the other
    down many times over. The setting is read when PyTorch, llama.cpp or FAISS is loaded, so this comes before.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", "300")
