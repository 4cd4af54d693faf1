"""add, sync, list and library rebuild as a person meets them: each call is a process of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from cli.process import newsqa, one_line
from newsqa.library import Embedder

SCRAPED = """Politics

Harbour Of Ostby Closes After Storm

OSTBY — The harbour of Ostby was closed on Friday after a storm. Nobody was hurt, the mayor said.

Ferries left from Lunden instead. The harbour master, Ana Reuter, hopes to open again within a week.

Share
Published by
Ostby Courier

Recent Posts

School In Lunden Gets A New Roof

LUNDEN — The old school of Lunden is to get a…

3 hours ago

Leave a Reply
"""
PAGE = """<!DOCTYPE html><html><head><title>Bridge opens - Courier</title>
<meta property="article:published_time" content="2021-03-04T08:00:00Z">
<meta property="og:site_name" content="Courier">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Bridge opens</h1>
<p>The new bridge of Lunden was opened on Thursday by the mayor, who cut a ribbon of blue silk before the crowd.</p>
<p>It is 300 metres long and cost 40 million crowns, which the county and the town have paid in equal parts.</p>
<p>A study had found cracks in the old one, which is to be taken down before the winter, an engineer said.</p>
</article><footer>Subscribe to our newsletter. Copyright 2021.</footer></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "scraped.txt").write_text(SCRAPED)
    (tmp_path / "news" / "bridge.html").write_text(PAGE)
    return tmp_path / "news"


def rows(library: Path, *arguments: str) -> list[dict[str, Any]]:
    run = newsqa("list", "--json", "--library", library, *arguments)
    assert run.returncode == 0
    listed: list[dict[str, Any]] = json.loads(run.stdout)
    return listed


def test_explain_shows_what_is_kept_and_cut_and_why_and_adds_nothing(folder: Path, tmp_path: Path) -> None:
    run = newsqa("add", "--explain", folder / "scraped.txt", "--library", tmp_path / "l")
    assert run.returncode == 0
    lines = run.stdout.splitlines()
    assert "  title       Harbour Of Ostby Closes After Storm  (the headline)" in lines
    assert any(line.startswith("  source      Ostby Courier") for line in lines)
    assert any(line.startswith("    line 17") and "teaser of another story" in line for line in lines)
    assert any("Leave a Reply" in line for line in lines)
    assert not (tmp_path / "l").exists()


def test_explain_as_json_and_keep_all(folder: Path) -> None:
    story = json.loads(newsqa("add", "--explain", "--json", folder / "scraped.txt").stdout)
    assert {cut["text"] for cut in story["cuts"]} >= {"Politics", "Share", "Recent Posts", "3 hours ago"}
    assert "Leave a Reply" not in story["article"]["text"]
    kept = json.loads(newsqa("add", "--explain", "--json", "--keep-all", folder / "scraped.txt").stdout)
    assert kept["cuts"] == []
    assert kept["article"]["text"] == SCRAPED.strip()
    page = json.loads(newsqa("add", "--explain", "--json", "--keep-all", folder / "bridge.html").stdout)
    assert "Subscribe to our newsletter" in page["article"]["text"]


def test_a_library_follows_its_folder_and_is_filtered(folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    added = json.loads(newsqa("sync", folder, "--json", "--library", library).stdout)
    assert [row["title"] for row in added["added"]] == ["Bridge opens", "Harbour Of Ostby Closes After Storm"]
    bridge, harbour = rows(library)
    assert (bridge["source"], bridge["published"]) == ("Courier", "2021-03-04")
    assert (harbour["source"], harbour["published"], harbour["place"]) == ("Ostby Courier", None, "Ostby")
    assert [row["title"] for row in rows(library, "--source", "ostby courier")] == [harbour["title"]]
    assert [row["title"] for row in rows(library, "--about", "ferry")] == [harbour["title"]]
    assert [row["title"] for row in rows(library, "--since", "2021-03", "--until", "2021-03")] == ["Bridge opens"]

    (folder / "scraped.txt").write_text(SCRAPED.replace("within a week", "within a month"))
    (folder / "bridge.html").unlink()
    report = json.loads(newsqa("sync", folder, "--json", "--library", library).stdout)
    assert [len(report[name]) for name in ("added", "updated", "removed", "unchanged")] == [0, 1, 1, 0]
    (now,) = rows(library)
    assert now["earlier_versions"] == [harbour["id"]]
    shown = newsqa("show", harbour["id"], "--library", library).stdout
    assert "within a week" in shown
    assert f"replaced by a newer version: {now['id']}" in shown
    answer = json.loads(newsqa("ask", "--json", "When does the harbour open again?", "--library", library).stdout)
    assert "within a month" in answer["answer"]


def test_a_question_can_be_asked_of_some_articles_only(folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    (tmp_path / "copy.txt").write_text(SCRAPED.replace("Ostby Courier", "Lunden Gazette"))
    run = newsqa("add", folder, tmp_path / "copy.txt", "--library", library)
    assert run.stdout == f"2 articles added, 1 copy of stories here: {library}\n"
    question = "Which harbour was closed?"
    answer = json.loads(newsqa("ask", "--json", question, "--library", library).stdout)
    assert [copy["source"] for copy in answer["citations"][0]["also_in"]] == ["Lunden Gazette"]
    shown = newsqa("ask", question, "--library", library).stdout
    assert "also in Lunden Gazette" in shown
    answer = json.loads(newsqa("ask", "--json", question, "--source", "Lunden Gazette", "--library", library).stdout)
    assert {citation["source"] for citation in answer["citations"]} == {"Lunden Gazette"}
    run = newsqa("ask", question, "--source", "Lunden Gazete", "--library", library)
    assert "no article here is from 'Lunden Gazete' (there is Lunden Gazette" in one_line(run)
    run = newsqa("ask", question, "--since", "yesterday", "--library", library)
    assert run.returncode == 2
    assert "'yesterday' is not a day: write it as 2020-09-29" in run.stderr


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, directory=str(folder), **options)

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_an_address_on_this_computer_is_refused_unless_asked_for(site: str, tmp_path: Path) -> None:
    run = newsqa("add", f"{site}/bridge.html", "--library", tmp_path / "l")
    assert run.returncode == 1
    assert "--allow-local" in run.stderr
    run = newsqa("add", "--allow-local", f"{site}/bridge.html", f"{site}/nothing.html", "--library", tmp_path / "l")
    assert run.returncode == 0
    assert "nothing.html answered 404" in run.stderr
    (row,) = rows(tmp_path / "l")
    assert (row["title"], row["url"]) == ("Bridge opens", f"{site}/bridge.html")


def test_ten_thousand_empty_files_are_each_told_of_once_and_the_rest_goes_in(folder: Path, tmp_path: Path) -> None:
    for number in range(10_000):
        (folder / f"empty{number}.txt").touch()
    run = newsqa("add", "--json", folder, "--library", tmp_path / "l")
    report = json.loads(run.stdout)
    assert len(report["added"]) == 2
    assert len({problem["where"] for problem in report["problems"]}) == len(report["problems"]) == 10_000
    assert "newsqa: 9,990 more files: is empty" in run.stderr


def test_watching_follows_changes_until_ctrl_c(folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    command = [sys.executable, "-m", "newsqa", "sync", str(folder), "--watch", "--library", str(library)]
    # Left by a failure, the process is ended before it is waited for.
    with (
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Where the tests run in the background, the shell had SIGINT ignored, and children inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as watching,
        ExitStack() as opened,
    ):
        assert watching.stdout is not None
        assert watching.stderr is not None
        opened.callback(watching.kill)
        assert watching.stdout.readline() == f"2 articles added: {library}\n"
        (folder / "more.txt").write_text("Lighthouse Of Ostby Is Painted\n\nThe lighthouse is red now. It was white.")
        assert watching.stdout.readline() == f"1 article added, 2 already there: {library}\n"
        os.kill(watching.pid, signal.SIGINT)
        assert watching.wait() == 130
        assert "Traceback" not in watching.stderr.read()


def multilingual_embedder(folder: Path) -> Path:
    """A small model of random weights in the form that sentence-transformers saves, whose card names no language."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel

    BertModel(
        BertConfig(
            vocab_size=30522,
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=128,
        )
    ).save_pretrained(folder / "bert")
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json"):
        if (path := Embedder.default().folder / name).exists():
            shutil.copy(path, folder / "bert" / name)
    transformer = Transformer(str(folder / "bert"), max_seq_length=128)
    SentenceTransformer(modules=[transformer, Pooling(32)]).save(str(folder / "model"), create_model_card=False)
    return folder / "model"


def test_a_library_is_rebuilt_with_another_embedder_and_remembers_it(folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    (folder / "ru.txt").write_text(
        "Гавань закрыли после шторма\n\nГавань города закрыли в пятницу после сильного шторма. Никто не пострадал, "
        "сообщил мэр. Паромы уходят из соседнего порта, и так будет ещё неделю."
    )
    added = newsqa("add", folder, "--library", library)
    assert "note: 1 article in Russian: the embedder all-MiniLM-L6-v2 was made for English" in added.stderr
    before = rows(library)
    run = newsqa("library", "rebuild", "--embedder", multilingual_embedder(tmp_path), "--library", library)
    assert run.returncode == 0, run.stderr
    assert run.stdout == f"3 articles embedded anew by model: {library}\n"
    assert rows(library) == before
    answer = json.loads(newsqa("ask", "--json", "Какую гавань закрыли?", "--library", library).stdout)
    assert answer["question"] == "Какую гавань закрыли?"
    again = newsqa("add", folder, "--library", library)
    assert again.stdout == f"0 articles added, 3 already there: {library}\n"
    assert again.stderr == ""
    missing = newsqa("library", "rebuild", "--embedder", tmp_path / "nowhere", "--library", library)
    assert "is not a sentence-transformers model" in one_line(missing)
