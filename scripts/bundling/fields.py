"""YAML read strictly: every field is known and is what it must be, or the message names the line and the remedy."""

import yaml


class Problem(Exception):
    """What is wrong, and where, in one line; what to do in the next."""

    def __init__(self, where, what, remedy):
        super().__init__(f"{where}: {what}\n-> {remedy}")


class Fields:
    """A mapping. Scalars stay the text that was written, so that 2025-06 is no number and no date."""

    def __init__(self, file, node, known=None):
        self.file, self.node, self.fields, self.keys = file, node, {}, {}
        if not isinstance(node, yaml.MappingNode):
            raise self.problem("a mapping is wanted here", "write `field: value` lines")
        for key, value in node.value:
            if known is not None and key.value not in known:
                raise self.problem(
                    f"the field \"{key.value}\" is not known here", f"the fields are: {', '.join(known)}", key)
            if key.value in self.fields:
                raise self.problem(f"the field \"{key.value}\" is written twice", "keep one of them", key)
            self.fields[key.value], self.keys[key.value] = value, key

    @staticmethod
    def of(path, name, known=None):
        """The file's document; `name` is the path as messages show it."""
        text = path.read_text(encoding="utf-8")
        try:
            node = yaml.compose(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f":{mark.line + 1}" if mark else ""
            what = f"not YAML: {getattr(error, 'problem', error)}"
            raise Problem(f"{name}{line}", what, "correct the line") from None
        if node is None:
            raise Problem(f"{name}:1", "the file is empty", "write its fields, or remove it")
        return Fields(name, node, known)

    def problem(self, what, remedy, node=None):
        line = (node or self.node).start_mark.line + 1
        return Problem(f"{self.file}:{line}", what, remedy)

    def wrong(self, name, what, remedy):
        return self.problem(f"{name}: {what}", remedy, self.keys[name])

    def __contains__(self, name):
        return name in self.fields

    def names(self):
        return list(self.fields)

    def need(self, name):
        if name not in self.fields:
            raise self.problem(f"the field \"{name}\" is missing", f"write `{name}: ...` here")
        return self.fields[name]

    def text(self, name):
        node = self.need(name)
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.wrong(name, "a text is wanted", f"write `{name}: ...` with a value on one line")
        return node.value

    def matching(self, name, pattern, what):
        value = self.text(name)
        if not pattern.fullmatch(value):
            raise self.wrong(name, f"\"{value}\" is not {what}", f"write {what}")
        return value

    def texts(self, name):
        node = self.need(name)
        if not isinstance(node, yaml.SequenceNode) or not node.value \
                or not all(isinstance(item, yaml.ScalarNode) for item in node.value):
            raise self.wrong(name, "a list of texts is wanted", f"write `{name}: [..., ...]`")
        return [item.value for item in node.value]

    def mapping(self, name, known=None):
        return Fields(self.file, self.need(name), known)

    def mappings(self, name, known):
        node = self.need(name)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.wrong(name, "a list of mappings is wanted", f"write `{name}:` and `- field: value` below it")
        return [Fields(self.file, item, known) for item in node.value]

    def is_list(self, name):
        return isinstance(self.need(name), yaml.SequenceNode)

    def source(self, name):
        """The value as it is written in the file, quotes included."""
        node = self.need(name)
        text = node.start_mark.buffer[node.start_mark.pointer:node.end_mark.pointer]
        if "\n" in text:
            raise self.wrong(name, "the value takes more than one line", "write it on the line of its field")
        return text
