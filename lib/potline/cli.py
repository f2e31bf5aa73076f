"""The `potline` command. Exit status 0: done; 1: something failed, or --strict found something; 2: used wrongly."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from potline import rows
from potline.model import Check, Fact, Number, Parsed, PotlineError, Unread

LISTED = 20  # unread files named in a warning


class Command(click.Group):
    """Turns what a user can mend into one line and the right exit status; anything else is a bug and shows its trace."""

    def invoke(self, ctx: click.Context) -> Any:
        from potline.parameters import ParameterError

        sys.modules.setdefault("rfc3987_syntax", None)  # optional to jsonschema, and compiling its grammar would cost each start 1.2 s
        try:
            return super().invoke(ctx)
        except ParameterError as error:
            raise click.UsageError(rows.plain(str(error)), ctx) from error
        except PotlineError as error:
            raise click.ClickException("\n".join(map(rows.plain, str(error).split("\n")))) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            raise click.ClickException(rows.plain(f"{error.filename or 'Writing failed'}: {error.strerror or error}")) from error


@click.group(cls=Command, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="potline")
def main() -> None:
    """Reads articles of the aluminium trade press, finds every number in them and what it says, and writes a briefing.

    \b
    Start here:
      potline report                    read seeds/, write reports/index.html and all it links to
      potline facts seeds               the claims found, as a table to look at
      potline check seeds               what does not add up
    """


def _listing(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments that facts, numbers and check share."""
    for decorate in (
        _working,
        click.option("--strict", is_flag=True, help="Exit with 1 when a file could not be read."),
        click.option("--output", "-o", type=click.Path(path_type=Path), help="Write to this file; its ending chooses the format."),
        click.option("--format", "form", type=click.Choice(rows.FORMATS), help="How to write.  [default: table, or as --output ends]"),
        click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, allow_dash=True, path_type=Path)),
    ):
        command = decorate(command)
    return command


def _working(command: Callable[..., None]) -> Callable[..., None]:
    """Who reads what the cache does not hold."""
    command = click.option("--cluster", metavar="tcp://HOST:PORT", default="", help="Let the workers of this Dask scheduler read.")(command)
    return click.option("--jobs", "-j", metavar="N", type=click.IntRange(min=1), help="Processes that read.  [default: one a core]")(command)


@main.command()
@_working
@click.option("--seeds", metavar="DIR", help="The articles.  [default: seeds/ of the project]")
@click.option("--output", "-o", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Where to.  [default: reports/ of the project]")
@click.option("-p", "given", metavar="NAME=VALUE", multiple=True, help="Set a parameter of the notebooks; lists are separated by commas.")
@click.option("--parameters", metavar="FILE.yaml", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Parameters; -p goes before.")
@click.option("--title", help="The title of the briefing: short for -p title=...")
@click.option("--only", metavar="NAME", multiple=True, help="Run only this notebook, for example briefing; may be given again.")
@click.option("--each", type=click.Choice(["region"]), help="One briefing for each region that the articles name.")
@click.option("--timeout", metavar="SECONDS", type=click.IntRange(min=1), default=900, show_default=True, help="What a single cell may take.")
@click.option("--strict", is_flag=True, help="Exit with 1 when a file could not be read or a correction does not fit.")
def report(
    seeds: str | None, output: Path | None, given: tuple[str, ...], parameters: Path | None, title: str | None, only: tuple[str, ...],
    each: str | None, timeout: int, strict: bool, jobs: int | None, cluster: str,
) -> None:
    """Runs the notebooks over the articles and writes the reports: HTML, PDF, tables, evidence, an index.

    \b
      potline report
      potline report -p regions=Xinjiang,Hebei -p since=2017 --title "Xinjiang and Hebei"
      potline report --only briefing --output draft
      potline report --each region
    """
    from potline import crew, publish
    from potline import parameters as reading

    settings = (reading.from_file(parameters) if parameters else {}) | reading.settings(given) | ({"title": title} if title else {})
    seeds, output = seeds or settings.pop("seeds", ""), output or publish.project() / "reports"
    if each:
        for name, summary in publish.by_region(seeds, output, settings, only=only or ("briefing",), timeout=timeout):
            click.echo(f"{name:24} {summary.facts:6} facts  {summary.seconds:5.1f} s  {summary.output}")
        return
    jobs = jobs or crew.cores()
    summary = publish.publish(seeds, output, settings, only=only, timeout=timeout, progress=True, jobs=jobs, cluster=cluster)
    click.echo(_told(summary))
    _warn([Unread(path, reason) for path, reason in summary.unread])
    for line in (*summary.problems, *summary.warnings):
        click.echo(f"Warning: {rows.plain(line)}", err=True)
    if strict and (summary.unread or summary.problems):
        raise click.exceptions.Exit(1)


def _told(summary: Any) -> str:
    changes = "no earlier edition" if summary.changes is None else "; ".join(summary.changes) or "none since the edition before"
    cached = f", {summary.cached} of them from the cache" if summary.cached else ""
    lines = [
        f"Articles    {summary.articles} read{cached}" + (f", {len(summary.unread)} files not read" if summary.unread else ""),
        f"Facts       {summary.facts}",
        f"Numbers     {summary.accounted} of {summary.numbers} accounted for",
        f"Findings    {summary.findings}",
        f"Changes     {changes}",
        f"Written     {len(summary.files)} files; start with {rows.plain(str(summary.output / 'index.html'))}",
        f"Time        {summary.seconds:.1f} s",
    ]
    return "\n".join(lines)


@main.command()
@_listing
@click.option("--explain", is_flag=True, help="Tell for each sentence what was found in it, what was tried, and why it was read so.")
def facts(explain: bool, paths: tuple[Path, ...], **options: Any) -> None:
    """Every claim found: who, what, how much, where, when.

    PATH is an article (.txt, .md, .html, .jsonl) or a folder, searched at any depth; with --explain also - for standard input.

    \b
      potline facts seeds
      potline facts seeds --format jsonl | jq 'select(.event == "shut")'
      potline facts archive -o facts.parquet
      potline facts archive --format parquet -o facts --jobs 8
      echo "In May 2017 Xinfa shut 50, 000 tons of smelting capacity." | potline facts --explain -
    """
    if explain:
        _explain(paths)
        return
    _list(Fact, paths, **options)


def _explain(paths: tuple[Path, ...]) -> None:
    """How each sentence was read, in words."""
    from potline import corpus, read
    from potline.explain import explain
    from potline.read import article

    for path in paths:
        found = [article(sys.stdin.read())] if str(path) == "-" else read(path)
        for one in found:
            if isinstance(one, Unread):
                _warn([one])
                continue
            click.echo(f"== {rows.plain(one.article_id)}")
            for line in explain(one, None if str(path) == "-" else corpus.words(path)):
                click.echo(" " * (len(line) - len(line.lstrip())) + rows.plain(line.lstrip()))


@main.command()
@_listing
def numbers(paths: tuple[Path, ...], **options: Any) -> None:
    """Every number printed, and what became of it: a fact, set aside with a reason, or unexplained.

    PATH is an article (.txt, .md, .html, .jsonl) or a folder, searched at any depth.
    """
    _list(Number, paths, **options)


@main.command()
@_listing
def check(paths: tuple[Path, ...], **options: Any) -> None:
    """What does not add up or wants a decision, over all articles together; the most doubtful and consequential first.

    Totals against their parts, changes against levels, one event in several articles, contradictions, firms under two names.
    """
    _list(Check, paths, **options)


def _list(noun: type, paths: tuple[Path, ...], form: str | None, output: Path | None, strict: bool, jobs: int | None, cluster: str) -> None:
    """Read, and write as it comes; unread files are named at the end."""
    from potline import crew
    from potline.listing import Listing

    if Path("-") in paths:
        raise click.UsageError("Standard input is read with --explain only: name a file or a folder.")
    ending = output.suffix[1:].lower() if output else ""
    form = form or (ending if ending in rows.FORMATS else "table")
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet is not for a screen: name a file with --output, or a folder for parts.")
    if output and output.is_dir() and (form != "parquet" or noun is Check):
        raise click.UsageError(f"{output} is a folder: name a file; only Parquet of facts and numbers is written as parts into a folder.")
    with crew.crew(jobs or crew.cores(), cluster) as workers:
        listing = Listing(paths, workers)
        listing.write(noun, form, output, sys.stdout.buffer)
    if output:
        click.echo(listing.told(), err=True)
    _warn(listing.unread)
    if listing.unread and (strict or (not listing.rows and all(path.is_file() for path in paths))):
        raise click.exceptions.Exit(1)


def _warn(unread: list[Unread]) -> None:
    if not unread:
        return
    click.echo(f"Warning: {len(unread)} file{'s' if len(unread) > 1 else ''} not read:", err=True)
    for file in unread[:LISTED]:
        click.echo(f"  {rows.plain(file.path)}: {rows.plain(file.reason)}", err=True)
    if len(unread) > LISTED:
        click.echo(f"  and {len(unread) - LISTED} more", err=True)


def _parsed(path: Path) -> Parsed:
    """The only article of a file, corrected."""
    from potline import crew
    from potline.listing import Listing

    with crew.crew() as alone:
        return next(Listing([path], alone).parsed())


@main.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", show_default=True, help="How to write.")
def diff(old: str, new: str, form: str) -> None:
    """Which facts are new, revised, withdrawn or corrected from one edition to another, and why.

    OLD and NEW are each an output folder, a folder of its editions/, or the number of an edition of reports/.

    \b
      potline diff 1 2
      potline diff reports/editions/0001-5c1e0a7b9d42 reports --format jsonl
    """
    from dataclasses import asdict

    from potline import changes, editions, publish

    reports = publish.project() / "reports"
    found = changes.diff(editions.load(old, reports), editions.load(new, reports))
    for change, told in zip(found, changes.changes_frame(found).itertuples(), strict=True):
        words = rows.plain(f"{told.article_id}  {told.quote!r}: " + " -> ".join(filter(None, (told.before, told.after))))
        click.echo(rows.line(asdict(change)) if form == "jsonl" else f"{change.change:10} {change.cause:16} {words}")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", show_default=True, help="How to write.")
def evaluate(folder: Path, form: str) -> None:
    """Scores the parser on articles annotated by hand: NAME.txt beside NAME.json, as in tests/gold.

    A fact answers a record when their spans overlap. value_unit: number and unit are right; loose: measure and family of the
    event too; core: measure, event, statistic and sign exactly. F1 from 0 to 1.
    """
    from potline import evaluate as scoring

    total = scoring.Score()
    columns = ("gold", "system", "missed", "extra", "set_aside_as_fact", "value_unit_f1", "loose_f1", "core_f1")
    if form == "table":
        click.echo("  ".join(["article".ljust(32), *columns]))
    for name, score in scoring.evaluate(folder, _parsed):
        total += score
        click.echo(scoring.line(name, score, columns) if form == "table" else rows.line({"article": name, **score.figures()}))
    if form == "jsonl":
        click.echo(rows.line({"article": None, **total.figures(), "confusion": [[*pair, n] for pair, n in total.confusion.most_common()]}))
        return
    click.echo(scoring.line("all", total, columns) + "\n")
    for figure, value in total.figures().items():
        click.echo(f"{figure:28} {value}")
    click.echo("\nwanted -> got (measure/event/statistic), most frequent first")
    for (wanted, got), count in total.confusion.most_common(LISTED):
        click.echo(f"{count:4}  {wanted} -> {got}")


@main.command()
@click.argument("lessons", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The table of weights; by default the one that Potline reads with.")
def learn(lessons: tuple[Path, ...], output: Path | None) -> None:
    """Learns from articles annotated by hand what each clue weighs.

    LESSONS are folders in the format of `potline evaluate`, or .jsonl files with one such article a line, `text` included. One that
    is named twice counts twice. The weights are a table of text, one clue a line. Needs scikit-learn.
    """
    from potline import evaluate as scoring
    from potline import learn as school
    from potline import weigh

    golds = [gold for place in lessons for gold in scoring.golds(place)]
    weights = school.learn(golds)
    target = output or weigh.HOME
    target.write_text("\n".join(weigh.lines(weights)) + "\n", encoding="utf-8")
    click.echo(f"{len(weights)} clues learnt from {len(golds)} articles: {target}")


if __name__ == "__main__":
    main()
