#!/usr/bin/env python3
"""Generated faults: each field of the example, and each element and attribute of
its layout, deleted, misspelt or retyped one at a time. Each gives one clear
diagnostic with its place and the right status, or builds."""
import copy, json, os, pathlib, re, shutil, tempfile, unittest
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor

from harness import EXAMPLE, ROOT, Case, diagnostics, dump, errors, example, gongkai, main


def paths(value, at=()):
    """Every key of the data; of a list its first and last item."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield at + (key,)
            yield from paths(item, at + (key,))
    elif isinstance(value, list) and value:
        for index in sorted({0, len(value) - 1}):
            yield from paths(value[index], at + (index,))


def parent(data, path):
    for step in path[:-1]:
        data = data[step]
    return data


def misspell(word):
    return word[:-1] + "錯" if len(word) > 2 else word + "錯"


def retype(value):
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return 17
    if isinstance(value, dict):
        return [1]
    return {"键": 1}


class Data(Case):
    def outcomes(self, change):
        """(path, run, the mutated data) for every key of the example."""
        jobs = []
        for number, path in enumerate(paths(example())):
            data = example()
            change(parent(data, path), path[-1])
            source = self.folder / f"{number}.json"
            dump(data, source)
            jobs.append((path, source))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(zip([p for p, _ in jobs], pool.map(lambda job: gongkai("check", job[1], "--diagnostics=json"), jobs)))

    def judge(self, change, may_build):
        built = []
        for path, done in self.outcomes(change):
            with self.subTest(path="/".join(map(str, path))):
                found = errors(done)
                if done.returncode == 0:
                    built.append(path)
                    self.assertEqual(found, [])
                    self.assertTrue(may_build(path), "built although the field is needed")
                else:
                    self.assertEqual(done.returncode, 1 if found and found[0]["id"] != "api.no-layout" else 2, done.stderr)
                    self.assertEqual(len(found), 1, done.stderr)
                    self.assertTrue(found[0].get("data") or found[0].get("layout"), found)
                    self.assertGreater(len(found[0]["message"]), 8)
        return built

    OPTIONAL = {"数据版本", "代码", "主要项目", "保障措施概述", "值", "单位", "数量", "价值", "上年", "车辆", "其他"}

    def test_deleted(self):
        built = self.judge(lambda holder, key: holder.pop(key), lambda path: path[-1] in self.OPTIONAL)
        self.assertLess(len(built), 25)

    def test_misspelt(self):
        def change(holder, key):
            items = [(misspell(k) if k == key else k, v) for k, v in holder.items()]
            holder.clear()
            holder.update(items)

        self.assertEqual(self.judge(change, lambda path: False), [])

    def test_retyped(self):
        self.judge(lambda holder, key: holder.__setitem__(key, retype(holder[key])), lambda path: False)

    def test_emptied(self):
        """null is the same as absent."""
        self.judge(lambda holder, key: holder.__setitem__(key, None), lambda path: path[-1] in self.OPTIONAL)


class Layout(Case):
    SOURCE = (ROOT / "layouts/hebei-2022/layout.xml").read_text()

    def run_layout(self, text, number):
        folder = self.folder / f"layouts{number}"
        folder.mkdir()
        (folder / "common").symlink_to(ROOT / "layouts/common")
        (folder / "hebei-2022").mkdir()
        (folder / "hebei-2022/layout.xml").write_text(text)
        done = gongkai("check", EXAMPLE, "--diagnostics=json", layouts=folder)
        shutil.rmtree(folder)
        return done

    def judge(self, texts):
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            runs = list(pool.map(lambda job: self.run_layout(job[1][1], job[0]), enumerate(texts)))
        refused = 0
        for (what, _), done in zip(texts, runs):
            with self.subTest(what=what):
                found = errors(done)
                self.assertIn(done.returncode, (0, 1, 2), done.stderr)
                self.assertEqual(bool(found), done.returncode != 0, done.stderr)
                refused += bool(found)
                for error in found:
                    self.assertTrue(error.get("layout") or error.get("data"), error)
                    if error.get("layout"):
                        self.assertGreaterEqual(error["layout"]["line"], 1)
        return refused

    def tags(self):
        return [m for m in re.finditer(r"<([a-z-]+)((?:\s+[\w-]+=\"[^\"]*\")*)\s*/?>", self.SOURCE)]

    def test_attributes_misspelt_and_deleted(self):
        misspelt, deleted = [], []
        for tag in self.tags():
            for attribute in re.finditer(r"\s([\w-]+)=\"[^\"]*\"", tag[2]):
                at = tag.start(2) + attribute.start(1)
                name = attribute[1]
                misspelt.append((f"{tag[1]}@{name} at {at}", self.SOURCE[:at] + name + "x" + self.SOURCE[at + len(name):]))
                deleted.append((f"{tag[1]}@{name} at {at}", self.SOURCE[: tag.start(2) + attribute.start()] + self.SOURCE[tag.start(2) + attribute.end():]))
        self.assertEqual(self.judge(misspelt), len(misspelt))
        self.judge(deleted)

    def test_attribute_values_spoilt(self):
        texts = []
        for tag in self.tags():
            for attribute in re.finditer(r"\s([\w-]+)=\"([^\"]*)\"", tag[2]):
                at = tag.start(2) + attribute.start(2)
                texts.append((f"{tag[1]}@{attribute[1]} at {at}", self.SOURCE[:at] + "{不存在的项目" + self.SOURCE[at + len(attribute[2]):]))
        refused = self.judge(texts)
        free = sum(1 for what, _ in texts if "@id" in what)
        self.assertGreaterEqual(refused, len(texts) - free)

    def test_elements_misspelt(self):
        texts = []
        for tag in self.tags():
            at, name = tag.start(1), tag[1]
            if not tag[0].endswith("/>"):
                continue
            texts.append((f"{name} at {at}", self.SOURCE[:at] + name + "x" + self.SOURCE[at + len(name):]))
        self.assertEqual(self.judge(texts), len(texts))

    def test_elements_deleted(self):
        texts = []
        root = ElementTree.fromstring(self.SOURCE)
        for number, (holder, element) in enumerate((h, e) for h in root.iter() for e in h):
            copy_root = copy.deepcopy(root)
            pairs = [(h, e) for h in copy_root.iter() for e in h]
            h, e = pairs[number]
            if e.tag == "literal":
                continue
            h.remove(e)
            texts.append((f"{e.tag} {e.attrib}", ElementTree.tostring(copy_root, encoding="unicode")))
        self.judge(texts)

    def test_expressions_spoilt(self):
        texts = []
        for m in re.finditer(r"\{([^{}|]+)(\|[^{}]*)?\}", self.SOURCE):
            a, b = m.span(1)
            texts.append((m[0], self.SOURCE[:b] + "错" + self.SOURCE[b:]))
            if m[2] and "数量:" not in m[2]:  # a unit may be any word
                texts.append((m[0], self.SOURCE[: m.end(2)] + "错" + self.SOURCE[m.end(2):]))
        self.assertEqual(self.judge(texts), len(texts))


if __name__ == "__main__":
    main()
