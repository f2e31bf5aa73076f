"""Articles in, reports out: the notebooks run side by side, are rendered, and stand together with tables and evidence, or not at all."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pandas as pd
from tqdm import tqdm

from potline import cite, editions, execute, parameters, snapshot, workbook
from potline import corpus as corpora
from potline.crew import Crew, crew
from potline.evidence import evidence_html
from potline.exporters.document import document
from potline.exporters.html import HTMLExporter
from potline.exporters.pdf import printed
from potline.markup import anchor
from potline.model import PotlineError
from potline.parameters import Parameter, ParameterError
from potline.read import files, locate
from potline.staging import staged
from potline.tables import Corpus

FILTERS = ("since", "until", "regions", "products", "companies")
KERNELS = 2  # at a time: each holds the libraries and the corpus in memory
TIMEOUT = 900  # seconds a cell
WHOLE = 2000  # articles up to which the evidence shows every one, else those that a report cites
BAR = "{desc} {percentage:3.0f}% |{bar}| {n_fmt} of {total_fmt} steps, {elapsed}"


class Job(NamedTuple):
    """One notebook to run with these parameters set."""

    notebook: Path
    node: nbformat.NotebookNode
    settings: dict[str, Any]


@dataclass(frozen=True)
class Summary:
    """What a run read, found and wrote."""

    output: Path
    articles: int
    cached: int  # of these, parsed by an earlier run
    unread: tuple[tuple[str, str], ...]  # path and reason
    facts: int
    numbers: int
    accounted: int
    findings: int
    files: tuple[str, ...]  # relative to output
    changes: tuple[str, ...] | None  # against the edition before, in words; None without one
    problems: tuple[str, ...]  # corrections that do not fit
    warnings: tuple[str, ...]  # what cells printed to the error stream
    seconds: float


def publish(
    seeds: str | Path = "", output: str | Path = "reports", settings: Mapping[str, Any] | None = None, *,
    only: Sequence[str] = (), timeout: int = TIMEOUT, progress: bool = False, jobs: int = 1, cluster: str = "",
) -> Summary:
    """Run the notebooks over the articles of `seeds` and write all reports into `output`.

    `settings` sets parameters of the notebooks, `only` chooses among these, `timeout` is seconds a cell; what the cache does not
    know is read by `jobs` processes, or by the Dask cluster at this address. ParameterError
    before anything runs; PotlineError names the notebook and the cell that failed, and what stood in `output` stays.
    """
    begun, output, home = time.perf_counter(), Path(output), notebooks()
    settings = dict(settings or {}) | ({"seeds": str(seeds)} if seeds else {})
    source = _source(settings)
    planned, filters = plan(source, home, output, settings, only)
    with staged(output) as stage:
        steps = sum(sum(cell.cell_type == "code" for cell in job.node.cells) + bool(job.settings) + 1 for job in planned) + 1
        with tqdm(total=steps, desc="Reports", disable=not progress, bar_format=BAR) as bar:
            load = partial(corpora.load, source, **filters, jobs=jobs, cluster=cluster)
            corpus, changes, warnings = _run(planned, load, stage.new, output, timeout, bar, str(settings.get("baseline") or ""))
        stage.drop += _gone(output, home)
        _index(stage.new, output, home, corpus)
        written = tuple(sorted(path.relative_to(stage.new).as_posix() for path in stage.new.rglob("*") if path.is_file()))
    shutil.rmtree(output / "failed", ignore_errors=True)
    return _summary(output, corpus, written, changes, warnings, time.perf_counter() - begun)


def by_region(
    seeds: str | Path, output: Path, settings: Mapping[str, Any], *, only: Sequence[str] = ("briefing",), timeout: int = TIMEOUT
) -> Iterator[tuple[str, Summary]]:
    """The briefing of each region that the articles name, two at a time, each in a folder of its own below `output`/regions."""
    source = _source({"seeds": seeds} if seeds else settings)
    named = {name for names in corpora.load(source).facts["region"].dropna().unique() for name in names.split("; ")}
    with ThreadPoolExecutor(KERNELS) as pool:
        runs = {}
        for name in sorted(named):
            own = output / "regions" / re.sub(r"[^\w ]", "-", name)
            runs[name] = pool.submit(publish, seeds, own, {**settings, "regions": [name]}, only=only, timeout=timeout)
        for name, run in runs.items():
            yield name, run.result()


def _source(settings: Mapping[str, Any]) -> Path:
    """Where the articles are; what was named and is not there is a wrong parameter. PotlineError where there is no file at all."""
    try:
        source = locate(settings.get("seeds", "seeds"))
    except PotlineError as error:
        raise (ParameterError(str(error)) if "seeds" in settings else error) from error
    if next(files(source), None) is None:
        raise PotlineError(f"No articles could be read in {source}: put .txt, .md, .html or .jsonl files there, or name another folder.")
    return source


def project() -> Path:
    """The folder of the project: the nearest, from here up, that holds seeds or notebooks; else the one we are in."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "seeds").is_dir() or (folder / "notebooks").is_dir()), here)


def notebooks() -> Path:
    """The folder of notebooks of this project, else of the project that Potline is installed from."""
    for folder in (Path.cwd(), *Path.cwd().parents, Path(__file__).parents[2]):
        if any((folder / "notebooks").glob("*.ipynb")):
            return folder / "notebooks"
    raise PotlineError("There is no folder notebooks/ here or above: run potline report in a copy of the Potline project.")


def plan(source: Path, home: Path, output: Path, settings: Mapping[str, Any], only: Sequence[str] = ()) -> tuple[list[Job], dict[str, Any]]:
    """The notebooks to run, each with those settings that it declares, and the filters that tables and evidence share."""
    chosen = _chosen(home, only)
    nodes = {path: nbformat.read(path, as_version=4) for path in sorted(home.glob("*.ipynb"))}
    declared = {path: _declared(node) for path, node in nodes.items()}
    given = parameters.typed(settings, {name: parameter for own in declared.values() for name, parameter in own.items()})
    terms = corpora.words(source)
    firms = _firms(source) if given.get("companies") else ()
    given = parameters.meant(given, terms, firms)
    for own in declared.values():  # what an analyst wrote into a notebook is checked as well
        parameters.meant({name: p.default for name, p in own.items()} | given, terms, firms)
    if given.get("baseline"):
        given["baseline"] = _baseline(given["baseline"], output)
    jobs = [Job(path, node, _own(given, declared[path], source, home)) for path, node in nodes.items() if path in chosen]
    return jobs, {name: given[name] for name in FILTERS if given.get(name)}


def _baseline(name: str, output: Path) -> str:
    """The edition as a kernel finds it, wherever that works."""
    try:
        editions.load(name, output)
    except (PotlineError, OSError) as error:  # the system's own word: a name too long for any file
        raise ParameterError(str(error)) from error
    return str(Path(name).resolve()) if Path(name).exists() else name


def _chosen(home: Path, only: Sequence[str]) -> list[Path]:
    """The notebooks in order, or those that `only` names: "04_briefing", "briefing" and "04" are one."""
    paths = sorted(home.glob("*.ipynb"))
    for name in only:
        if not any(name in _names(path) for path in paths):
            raise ParameterError(f"There is no notebook {name!r}: --only takes {', '.join(path.stem for path in paths)}.")
    return [path for path in paths if not only or _names(path) & set(only)]


def _names(path: Path) -> set[str]:
    return {path.name, path.stem, *path.stem.split("_", 1)}


def _declared(node: nbformat.NotebookNode) -> dict[str, Parameter]:
    cell = next((cell for cell in node.cells if "parameters" in cell.metadata.get("tags", [])), None)
    return parameters.declared(cell.source) if cell else {}


def _own(given: Mapping[str, Any], declared: Mapping[str, Parameter], source: Path, home: Path) -> dict[str, Any]:
    """The settings of one notebook; the folder of seeds only where the notebook would not find it by itself."""
    own = {name: value for name, value in given.items() if name in declared and name != "seeds"}
    if "seeds" in declared and ("seeds" in given or declared["seeds"].default == "seeds"):
        found = next((folder / "seeds" for folder in (home, *home.parents) if (folder / "seeds").exists()), None)
        if declared["seeds"].default != "seeds" or found is None or found.resolve() != source.resolve():
            own["seeds"] = str(source.resolve())
    return own


def _firms(source: Path) -> set[str]:
    """The companies that the articles name."""
    return {firm for firms in corpora.load(source).facts["company"].dropna().unique() for firm in firms.split("; ")}


def _run(
    jobs: list[Job], load: Callable[[], Corpus], new: Path, output: Path, timeout: int, bar: tqdm, baseline: str
) -> tuple[Corpus, tuple[str, ...] | None, list[str]]:
    """Kernels at work while this process writes tables and edition, then renders each notebook as it is done; corpus, changes, warnings.
    The corpus is loaded first: of a large one the kernels take the copy that is then in the cache.
    """
    warnings, cited, printing, corpus = list[str](), set[str](), dict[Path, Future[bytes]](), load()
    (new / "notebooks").mkdir()
    pool = ThreadPoolExecutor(KERNELS)
    try:
        running, environment = {}, {editions.OUTPUT: str(output.resolve()), snapshot.HANDED: corpus.copy}
        for job in sorted(jobs, key=lambda job: -len(job.node.cells)):  # the longest first, so that none is waited for alone
            path = new / "notebooks" / job.notebook.name
            running[pool.submit(execute.run, job.notebook, path, job.settings, environment, timeout, bar.update)] = path
        _tables(corpus, new)
        changes = _edition(corpus, new, output, baseline)
        bar.update()
        few = len(corpus.texts) <= WHOLE
        with crew(1 if few else 2) as setters:  # setting some hundred pages takes a gigabyte, which goes with its process
            for done in as_completed(running):
                path = running[done]
                node, notes = execute.cleaned(_result(done, path, output / "failed"))
                warnings += [f"{path.name}: {note}" for note in notes]
                printing[path] = _render(node, path, corpus, setters)
                cited |= execute.cited(node)
                bar.update()
            (new / "evidence.html").write_text(evidence_html(corpus, None if few else cited), "utf-8")
            for path, made in printing.items():
                (new / f"{path.stem}.pdf").write_bytes(made.result())
    except BaseException:
        execute.stop_all()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    return corpus, changes, sorted(warnings)


def _result(done: Future[nbformat.NotebookNode], path: Path, failed: Path) -> nbformat.NotebookNode:
    """The executed notebook; if it failed, it is kept as far as it came."""
    try:
        return done.result()
    except PotlineError as error:
        if path.exists():
            failed.mkdir(exist_ok=True)
            os.replace(path, failed / path.name)
            raise PotlineError(f"{error} The executed notebook is kept as {failed / path.name}.") from error
        raise


def _edition(corpus: Corpus, new: Path, output: Path, baseline: str) -> tuple[str, ...] | None:
    """Keep the manifest as this edition; what changed since the one before, counted in words, or None without one."""
    made = editions.of(corpus)
    editions.write(new, made, facts=False)  # they stand with the edition
    place = editions.place(output, made)
    if not place.exists():
        editions.write(new / "editions" / place.name, made)
    changes = editions.since(corpus, baseline, output, made)
    return None if changes is None else tuple(f"{n} {change} ({cause})" for (change, cause), n in changes.groupby(["change", "cause"]).size().items())


def _tables(corpus: Corpus, new: Path) -> None:
    """The tables as files; where the evidence shows every article, facts are linked to it."""
    labels = cite.number(corpus).labels if len(corpus.texts) <= WHOLE else {}
    workbook.save(corpus, new / "tables", (lambda fact: f"external:../evidence.html#{anchor(labels[fact])}") if labels else None)


def _render(node: nbformat.NotebookNode, path: Path, corpus: Corpus, setters: Crew) -> Future[bytes]:
    """The HTML of an executed notebook, and its PDF to be; their date is that of the latest article."""
    latest = corpus.articles["published"].max()
    node.metadata["potline"] = {"date": "" if pd.isna(latest) else latest.date().isoformat()}
    nbformat.write(node, path)
    named = {"metadata": {"name": path.stem}}
    reports = path.parents[1]
    (reports / f"{path.stem}.html").write_text(HTMLExporter().from_notebook_node(node, named)[0], "utf-8")
    return setters.submit(printed, node, path.stem, large=setters.size > 1)


def _gone(output: Path, home: Path) -> list[str]:
    """Files of reports whose notebook is no longer there."""
    stems = [path.stem for path in sorted((output / "notebooks").glob("*.ipynb")) if not (home / path.name).exists()]
    return [name for stem in stems for name in (f"{stem}.html", f"{stem}.pdf", f"notebooks/{stem}.ipynb")]


def _index(new: Path, output: Path, home: Path, corpus: Corpus) -> None:
    """The page that links everything, made as the reports are."""
    lines = ["# Reports", "", "| Report | Page | Print |", "| --- | --- | --- |"]
    for name in sorted(path.name for path in home.glob("*.ipynb")):
        path = next((folder / "notebooks" / name for folder in (new, output) if (folder / "notebooks" / name).exists()), None)
        if path:
            title = document(nbformat.read(path, as_version=4), path.stem)
            lines.append(f"| {title.question or title.title} | [HTML]({path.stem}.html) | [PDF]({path.stem}.pdf) |")
    lines += ["", f"Out of {len(corpus.articles)} articles.", ""]
    lines += ["", f"- [Evidence](evidence.html): every article {'' if len(corpus.texts) <= WHOLE else 'that a report cites '}whole, "
              "with every number and what became of it"]
    lines += ["- [Workbook](tables/potline.xlsx): all tables, with a dictionary of their columns"]
    lines += [f"- {name}: [Parquet](tables/{name}.parquet), [CSV](tables/{name}.csv)" for name in workbook.TABLES]
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("\n".join(lines))])
    (new / "index.html").write_text(HTMLExporter().from_notebook_node(node)[0], "utf-8")


def _summary(output: Path, corpus: Corpus, files: tuple[str, ...], changes: tuple[str, ...] | None, warnings: list[str], seconds: float) -> Summary:
    unread = corpus.articles[corpus.articles["status"] == "unread"]
    return Summary(
        output=output, articles=len(corpus.articles) - len(unread), cached=corpus.cached,
        unread=tuple(zip(unread["path"], unread["reason"], strict=True)),
        facts=len(corpus.facts), numbers=len(corpus.numbers), accounted=int((corpus.numbers["status"] != "unexplained").sum()),
        findings=len(corpus.checks), files=files, changes=changes, problems=corpus.problems, warnings=tuple(warnings), seconds=seconds,
    )
