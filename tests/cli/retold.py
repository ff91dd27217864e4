"""Tables as the PDF's structure tells them (pdfstructure.py, over qpdf): nothing
here is shared with the program. A table is its caption, its head and its body,
both as grids in which a cell stands at every place it spans."""
import re
from decimal import Decimal

import pdfstructure


class Table:
    def __init__(self):
        self.caption, self.head, self.body = "", [], []


def spread(rows):
    """Rows of cells (text, row span, column span) as a grid; each cell's text stands at all its places."""
    grid = [[] for _ in rows]
    for r, row in enumerate(rows):
        c = 0
        for text, down, across in row:
            while c < len(grid[r]) and grid[r][c] is not None:
                c += 1
            for line in grid[r : r + down]:
                line += [None] * (c + across - len(line))
                line[c : c + across] = [text] * across
    return grid


def cells(pdf, part):
    """Rows of the part's cells. What is carried over a page as a repeat is no content of the cell and is not here."""
    return [[("".join(map(pdf.text, cell.walk())), cell.attributes.get("/RowSpan", 1), cell.attributes.get("/ColSpan", 1)) for cell in row.kids]
            for row in part.walk() if row.role == "TR"]


def tables(path):
    """All tables of the file in reading order. (pdfinfo -struct-text would tell the same, but reads the page again for each element.)"""
    pdf, found = pdfstructure.Pdf(path), []
    for element in pdf.document.walk():
        if element.role != "Table":
            continue
        table = Table()
        found.append(table)
        for kid in element.kids:
            if kid.role == "Caption":
                table.caption = pdf.text(kid)
            elif kid.role == "THead":
                table.head = spread(cells(pdf, kid))
        table.body = spread([row for kid in element.kids if kid.role in ("TBody", "TFoot", "TR") for row in cells(pdf, kid)])
    return found


def number(text):
    """The figure a cell shows; None where it shows none."""
    text = text.strip()
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def add(values):
    """The sum of those that are there; None when none is."""
    there = [v for v in values if v is not None]
    return sum(there, Decimal(0)) if there else None
