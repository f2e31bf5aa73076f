"""A chart's SVG made part of a page: only shapes and words are let through, in the page's typeface and, where it uses no others, its colours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from html import escape
from xml.etree import ElementTree

TAGS = {
    "svg", "g", "defs", "clipPath", "path", "use", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "linearGradient", "radialGradient", "stop", "pattern", "image",
}
PRESENTATION = {
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "opacity", "font-size", "font-weight", "font-style", "text-anchor", "stop-color", "stop-opacity",
    "clip-path",
}
GEOMETRY = {
    "id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "transform", "viewBox", "href", "offset",
    "gradientUnits", "gradientTransform", "patternUnits", "patternContentUnits", "patternTransform", "clipPathUnits", "preserveAspectRatio",
}
FONT = re.compile(r"((?:normal|italic|oblique|bold|[1-9]00)\s+)*([\d.]+px)")  # font: bold 7.5px 'Potline Sans', 'DejaVu Sans'
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
OWN = re.compile(r"url\(#([^)]+)\)|#(.+)|data:image/(?:png|jpeg);base64,[\w+/=\s]+")  # what a link may lead to


def legible(text: str) -> str:
    """The text without control characters, which no format takes, and without those that turn the direction of what follows.

    >>> legible("a\\x00\\x1b[31m \\u202eb")
    'a��[31m b'
    """
    return TURN.sub("", CONTROL.sub("\ufffd", text))


def inline(svg: str, alt: str, colours: Mapping[str, str]) -> str:
    """The drawing as an `svg` element with `alt` as its label; ValueError if it cannot be read.

    An element in one of `colours` (name -> hex) gets the class `fill-name` or `stroke-name`; the drawing gets the class `themed`
    if it has no colour but these, so that a dark page may set them all.
    """
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise ValueError(f"a figure's SVG cannot be read: {error}") from error
    names = {value.lower(): name for name, value in reversed(colours.items())} | {"#000000": "ink", "black": "ink"}
    prefix = "d" + hashlib.sha256(svg.encode()).hexdigest()[:10] + "-"
    used: set[str] = set()
    body = "".join(_element(child, prefix, names, used) for child in root)
    themed = " themed" if used <= {*names, "none"} else ""
    box = escape(root.get("viewBox", ""))
    width = re.match(r"[\d.]+(?:pt|px)?", root.get("width", "")) or [""]
    return f'<svg class="drawing{themed}" role="img" aria-label="{escape(alt)}" viewBox="{box}" width="{width[0]}">{body}</svg>'


def _element(node: ElementTree.Element, prefix: str, names: Mapping[str, str], used: set[str]) -> str:
    tag = str(node.tag).rpartition("}")[2]
    if tag not in TAGS:
        return ""
    attributes = _attributes(node, prefix)
    classes = []
    for side in ("fill", "stroke"):
        colour = attributes.get(side, "").lower()
        used |= {colour} if colour and not colour.startswith("url") else set()
        classes += [f"{side}-{names[colour]}"] if colour in names else []
    listed = {**attributes, "class": " ".join(classes)} if classes else attributes
    inner = escape(node.text or "") if tag in ("text", "tspan") else ""
    inner += "".join(_element(child, prefix, names, used) + (escape(child.tail or "") if tag == "text" else "") for child in node)
    written = "".join(f' {name}="{escape(value)}"' for name, value in listed.items())
    return f"<{tag}{written}>{inner}</{tag}>"


def _attributes(node: ElementTree.Element, prefix: str) -> dict[str, str]:
    """The attributes let through; a style is spread into attributes, since the page's policy refuses it."""
    given = {name.rpartition("}")[2]: value for name, value in node.attrib.items()}
    style = dict(part.split(":", 1) for part in given.get("style", "").split(";") if ":" in part)
    spread = {name.strip(): value.strip() for name, value in style.items()}
    if font := FONT.match(spread.get("font", "")):
        spread |= {"font-size": font[2]} | ({"font-weight": "bold"} if re.search("bold|[6-9]00", font[0]) else {})
    found = {k: v for k, v in given.items() if k in GEOMETRY | PRESENTATION} | {k: v for k, v in spread.items() if k in PRESENTATION}
    kept = {}
    for name, value in found.items():
        if name == "id":
            kept[name] = prefix + value
        elif name == "href" or "url" in value.lower():
            if own := OWN.fullmatch(value.strip()):
                kept[name] = f"url(#{prefix}{own[1]})" if own[1] else f"#{prefix}{own[2]}" if own[2] else value
        else:
            kept[name] = value
    return kept
