"""Reads the structure tree of a PDF out of qpdf's JSON and finds what is wrong
with it: an oracle beside veraPDF, which does not look at IDTree, Headers that
name nothing, or annotations without OBJR. ISO 32000-1 14.7 and 14.8.4; nothing
here is shared with the program."""
import base64, json, re, subprocess

CONTENT_ROLES = {"H1", "H2", "H3", "H4", "H5", "H6", "P", "Lbl", "LBody", "Caption", "TH", "TD", "Note", "Reference", "Link", "Span"}
KIDS = {  # what may stand in what, where the standard says it (tables 336 to 338)
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TR": {"TH", "TD"},
    "L": {"Caption", "LI", "L"}, "LI": {"Lbl", "LBody"}, "TOC": {"Caption", "TOCI", "TOC"}}
ALL = KIDS["Table"] | {"TH", "TD", "LI", "LBody", "TOCI"}
PARENTS = {kid: {parent for parent, kids in KIDS.items() if kid in kids} for kid in ALL - {"Caption"}}


class Element:
    def __init__(self, number, role, parent):
        self.number, self.role, self.parent = number, role, parent
        self.kids, self.marks, self.annotations = [], [], []  # marks: (page, MCID)
        self.order = []  # kids and marks as they are read
        self.attributes, self.entries = {}, {}

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def has_content(self):
        return any(e.marks or e.annotations for e in self.walk())

    def __repr__(self):
        return f"{self.role} {self.number}"


def string(value):
    """The characters of a string: of a text string, or the bytes of an ID."""
    if value.startswith("u:"):
        return value[2:]
    return bytes.fromhex(value[2:]).decode("utf-8", "replace")


class Pdf:
    def __init__(self, path):
        done = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == 0, done.stderr
        self.objects = {key[4:]: value for key, value in json.loads(done.stdout)["qpdf"][1].items() if key.startswith("obj:")}
        trailer = json.loads(done.stdout)["qpdf"][1]["trailer"]["value"]
        self.catalog = self.value(trailer["/Root"])
        self.pages = list(self.page_refs(self.catalog["/Pages"]))
        self.faults = []
        self.ids, self.elements, self.maps, self.pieces = {}, {}, {}, {}
        self.root = self.value(self.catalog["/StructTreeRoot"])
        top = self.root["/K"]
        self.document = self.element(top[0] if isinstance(top, list) else top, None)

    def value(self, ref):
        while isinstance(ref, str) and ref.endswith(" 0 R") and ref in self.objects:
            found = self.objects[ref]
            ref = found["value"] if "value" in found else found["stream"]["dict"]
        return ref

    def page_refs(self, node):
        at = self.value(node)
        if at["/Type"] == "/Page":
            yield node
        for kid in at.get("/Kids", []):
            yield from self.page_refs(kid)

    def bad(self, *words):
        self.faults.append(" ".join(map(str, words)))

    # --- text, by the file's own maps: what each piece of marked content says

    def characters(self, font):
        """{code: text} of a font's ToUnicode (ISO 32000-1 9.10.3)."""
        if font not in self.maps:
            data = self.stream(self.value(font)["/ToUnicode"]).decode("latin-1")
            text = lambda digits: bytes.fromhex(digits).decode("utf-16-be")
            self.maps[font] = found = {}
            for block in re.findall(r"beginbfchar(.*?)endbfchar", data, re.S):
                found.update({int(code, 16): text(to) for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", block)})
            for block in re.findall(r"beginbfrange(.*?)endbfrange", data, re.S):
                for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                    for i in range(int(last, 16) - int(first, 16) + 1):
                        found[int(first, 16) + i] = text(to)[:-1] + chr(ord(text(to)[-1]) + i)
        return self.maps[font]

    def stream(self, ref):
        return base64.b64decode(self.objects[ref]["stream"]["data"])

    def texts_of(self, page):
        """{MCID: text}; ActualText is said in place of what it marks (14.9.4)."""
        fonts = self.value(self.value(self.value(page)["/Resources"])["/Font"])
        content, found, font, open_at, instead = self.stream(self.value(page)["/Contents"]).decode("latin-1"), {}, None, [], None
        for begin, tag, properties, name, array, end in re.findall(r"((/\w+)\s*<<(.*?)>>\s*BDC)|(/\w+)\s+[\d.]+\s+Tf|\[([^\]]*)\]\s*TJ|(EMC)", content, re.S):
            if begin:
                mcid, instead = re.search(r"/MCID (\d+)", properties), re.search(r"/ActualText <(\w+)", properties)
                open_at.append(int(mcid[1]) if mcid else None)
                if mcid:
                    found[open_at[-1]] = bytes.fromhex(instead[1])[2:].decode("utf-16-be") if instead else ""
            elif end:
                open_at.pop()
                instead = None
            elif name:
                font = self.characters(fonts[name])
            elif not instead and open_at and open_at[-1] is not None:
                codes = "".join(re.findall(r"<(\w+)>", array))
                found[open_at[-1]] += "".join(font[int(codes[i : i + 4], 16)] for i in range(0, len(codes), 4))
        return found

    def piece(self, mark):
        page, mcid = mark
        if page not in self.pieces:
            self.pieces[page] = self.texts_of(page)
        return self.pieces[page][mcid]

    def text(self, element):
        """Its own, without that of its kids."""
        return "".join(self.piece(mark) for mark in element.marks)

    def spoken(self, element):
        """What is read aloud: with its kids, in order, and signs in words."""
        if "/E" in element.entries:
            return element.entries["/E"]
        return "".join(self.spoken(at) if isinstance(at, Element) else self.piece(at) for at in element.order)

    # --- elements

    def element(self, ref, parent):
        found = self.value(ref)
        element = Element(ref, found["/S"][1:], parent)
        self.elements[ref] = element
        if found.get("/P") != (parent.number if parent else self.catalog["/StructTreeRoot"]):
            self.bad(element, "names another parent")
        attributes = found.get("/A", [])
        for one in attributes if isinstance(attributes, list) else [attributes]:
            element.attributes.update(self.value(one))
        classes = found.get("/C", [])
        for name in classes if isinstance(classes, list) else [classes]:
            element.attributes.update(self.value(self.value(self.root["/ClassMap"])[name]))
        element.entries = {key: string(found[key]) for key in ("/ID", "/Alt", "/ActualText", "/E") if key in found}
        if "/ID" in element.entries:
            if element.entries["/ID"] in self.ids:
                self.bad(element, "has the ID of another", element.entries["/ID"])
            self.ids[element.entries["/ID"]] = element
        kids = found.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            self.kid(element, found.get("/Pg"), kid)
        return element

    def kid(self, element, page, kid):
        if isinstance(kid, int):
            element.marks.append((page, kid))
            element.order.append(element.marks[-1])
        elif isinstance(kid, dict) and kid.get("/Type") == "/MCR":
            element.marks.append((kid.get("/Pg", page), kid["/MCID"]))
            element.order.append(element.marks[-1])
        elif isinstance(kid, dict) and kid.get("/Type") == "/OBJR":
            element.annotations.append((kid.get("/Pg", page), kid["/Obj"]))
        elif isinstance(kid, str):
            element.kids.append(self.element(kid, element))
            element.order.append(element.kids[-1])
        else:
            self.bad(element, "has a kid of no known kind", kid)

    # --- number and name trees: every key within the limits of its leaf, in order

    def leaves(self, tree, key):
        node = self.value(tree)
        entries = node.get(key, [])
        pairs = [(entries[i], entries[i + 1]) for i in range(0, len(entries), 2)]
        keys = [string(k) if isinstance(k, str) else k for k, _ in pairs]
        order = [k.encode() if isinstance(k, str) else k for k in keys]
        if order != sorted(set(order)):
            self.bad("keys of a tree are not in order")
        if "/Limits" in node and pairs and [string(k) if isinstance(k, str) else k for k in node["/Limits"]] != [keys[0], keys[-1]]:
            self.bad("limits of a leaf are not its keys'")
        yield from zip(keys, (v for _, v in pairs))
        last = None
        for kid in node.get("/Kids", []):
            for k, v in self.leaves(kid, key):
                if last is not None and (k.encode() if isinstance(k, str) else k) <= (last.encode() if isinstance(last, str) else last):
                    self.bad("leaves of a tree are not in order")
                last = k
                yield k, v

    def check_ids(self):
        listed = dict(self.leaves(self.root["/IDTree"], "/Names")) if "/IDTree" in self.root else {}
        for name, element in self.ids.items():
            if listed.pop(name, None) != element.number:
                self.bad(element, "is not in the IDTree by its ID", name)
        for name in listed:
            self.bad("the IDTree has an ID of no element:", name)

    def marked(self, page):
        """MCIDs of the page's content, in its order."""
        return [int(n) for n in re.findall(rb"/MCID (\d+)", self.stream(self.value(page)["/Contents"]))]

    def check_parents(self):
        """Content and annotations lead to their elements, elements to their content: each piece once."""
        parents = dict(self.leaves(self.root["/ParentTree"], "/Nums"))
        owned = {}
        for element in self.elements.values():
            for mark in element.marks:
                if mark in owned:
                    self.bad(element, "and", owned[mark], "have the same content")
                owned[mark] = element
        for page in self.pages:
            entries = self.value(parents.pop(self.value(page).get("/StructParents"), []))
            marks = self.marked(page)
            if sorted(marks) != list(range(len(entries))):
                self.bad("content of page", page, "is not what the parent tree lists")
            for mcid, ref in enumerate(entries):
                owner = owned.pop((page, mcid), None)
                if owner is None or owner.number != ref:
                    self.bad("content", mcid, "of page", page, "belongs to", owner, "by the elements and to", ref, "by the parent tree")
            self.check_annotations(page, parents)
        for mark, element in owned.items():
            self.bad(element, "has content that no page has:", mark)
        for key in parents:
            self.bad("the parent tree has a key that nothing uses:", key)

    def check_annotations(self, page, parents):
        for ref in self.value(page).get("/Annots", []):
            annotation = self.value(ref)
            if annotation["/Subtype"] != "/Link":
                parents.pop(annotation.get("/StructParent"), None)
                continue
            element = self.elements.get(parents.pop(annotation.get("/StructParent"), None))
            if element is None or element.role != "Link":
                self.bad("annotation", ref, "is in no Link")
            elif (page, ref) not in element.annotations:
                self.bad("annotation", ref, "is not listed by", element)
            if not annotation.get("/Contents"):
                self.bad("annotation", ref, "does not say where it leads")

    # --- grammar

    def check_nesting(self):
        for e in self.document.walk():
            for kid in e.kids:
                if kid.role not in KIDS.get(e.role, {kid.role}) or e.role not in PARENTS.get(kid.role, {e.role}):
                    self.bad(kid, "stands in", e)
            if e.marks and e.role not in CONTENT_ROLES:
                self.bad(e, "holds text itself")
            if any(key in e.entries for key in ("/Alt", "/ActualText", "/E")) and not e.has_content():
                self.bad(e, "speaks for nothing")
            if e.role == "Note" and "/ID" not in e.entries:
                self.bad(e, "has no ID")
            if e.role == "LI" and [k.role for k in e.kids] not in (["LBody"], ["Lbl", "LBody"]):
                self.bad(e, "has", e.kids)
        levels = [int(e.role[1]) for e in self.document.walk() if re.fullmatch(r"H[1-6]", e.role)]
        if levels and (levels[0] != 1 or any(b > a + 1 for a, b in zip(levels, levels[1:]))):
            self.bad("levels of headings are skipped:", levels)

    # --- tables

    def check_table(self, table):
        parts = [k.role for k in table.kids]
        if not re.fullmatch(r"(Caption )?((THead )?(TBody )+(TFoot )?|(TR )+)", "".join(p + " " for p in parts)):
            self.bad(table, "has", parts)
        if not table.attributes.get("/Summary"):
            self.bad(table, "has no summary")
        rows = [e for e in table.walk() if e.role == "TR"]
        grid, places = {}, {}
        for r, row in enumerate(rows):
            for cell in row.kids:
                c = next(c for c in range(10000) if (r, c) not in grid)
                height, width = cell.attributes.get("/RowSpan", 1), cell.attributes.get("/ColSpan", 1)
                places[cell] = (r, c, r + height, c + width)
                for at in ((y, x) for y in range(r, r + height) for x in range(c, c + width)):
                    if at in grid:
                        self.bad(cell, "stands over", grid[at])
                    grid[at] = cell
        columns = 1 + max((c for _, c in grid), default=-1)
        if len(grid) != len(rows) * columns:
            self.bad(table, "is not rectangular")
        self.check_heads(table, places, columns)
        return places

    def heads_of(self, cell, seen):
        """By Headers, and the heads of heads (table 349)."""
        for name in cell.attributes.get("/Headers", []):
            head = self.ids.get(string(name))
            if head is None or head.role != "TH":
                self.bad(cell, "names a head that is none:", name)
            elif head in seen:
                continue
            else:
                seen.add(head)
                self.heads_of(head, seen)
        return seen

    def check_heads(self, table, places, columns):
        """Heads lie above or to the left; those above are all that are there, those at the left are some if any is there."""
        scope = {cell: cell.attributes.get("/Scope") for cell in places if cell.role == "TH"}
        for head in scope:
            if scope[head] not in ("/Column", "/Row", "/Both"):
                self.bad(head, "has no scope")
        explicit = any("/Headers" in cell.attributes for cell in places)
        top = [h for h in scope if h.parent.parent.role == "THead" and h.has_content()]
        side = [h for h in scope if scope[h] == "/Row" and h.has_content()]
        if not explicit and (len({places[h][0] for h in top}) > 1 or any(places[h][1] or "/ColSpan" in h.attributes or "/RowSpan" in h.attributes for h in side)):
            self.bad(table, "needs Headers")
        for cell in places if explicit else ():
            r0, c0, r1, c1 = places[cell]
            heads = self.heads_of(cell, set())
            above = {h for h in heads if places.get(h) and places[h][2] <= r0 and places[h][1] < c1 and c0 < places[h][3] and scope[h] == "/Column"}
            left = {h for h in heads if places.get(h) and places[h][3] <= c0 and places[h][0] < r1 and r0 < places[h][2] and scope[h] == "/Row"}
            if heads - above - left:
                self.bad(cell, "names heads that are neither above nor at its left:", heads - above - left)
            if cell.role == "TH" or c1 - c0 == columns:
                continue
            should = {h for h in top if places[h][1] < c1 and c0 < places[h][3]}
            later = any(scope[h] == "/Column" and h.parent.parent.role != "THead" for h in scope)
            if above != should and not later:
                self.bad(cell, "is under", should, "and names", above)
            if not left and any(places[h][3] <= c0 and places[h][0] < r1 and r0 < places[h][2] for h in side):
                self.bad(cell, "does not name the head of its row")


    def check_order(self, places):
        """Content stands on a page as it is read, element after element; the next panel of a table, further on in its columns, begins again."""
        order = {element.number: i for i, element in enumerate(self.document.walk())}
        owners = {mark: element for element in self.elements.values() for mark in element.marks}
        cell = lambda e: e if e is None or e in places else cell(e.parent)
        for page in self.pages:
            elements = [owners[page, mcid] for mcid in self.marked(page) if (page, mcid) in owners]
            for a, b in zip(elements, elements[1:]):
                if order[b.number] < order[a.number] and a not in b.walk() and not (cell(a) and cell(b) and places[cell(b)][1] > places[cell(a)][1]):
                    self.bad(b, "is read before", a, "and stands after it on page", page)


def read(path):
    """The file; its .faults are what is wrong with its structure."""
    pdf = Pdf(path)
    pdf.check_ids()
    pdf.check_parents()
    pdf.check_nesting()
    places = {}
    for element in pdf.document.walk():
        if element.role == "Table":
            places |= pdf.check_table(element)
    pdf.check_order(places)
    return pdf
