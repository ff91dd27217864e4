/* Explains YAML that the guest refused. First its lines are looked at for what people
 * really do: Tab for indentation, a full-width colon, no space after a colon. Then the
 * guest's sentence is looked up by its words; an unknown one is quoted. */
#include "data/yaml_fault.h"

#include <string.h>

#include "data/chars.h"

/* Which place the sentence is about. */
enum at {
  AT_TOKEN,  /* the guest's token */
  AT_QUOTE,  /* the quote before the guest's token */
  AT_LINE,   /* the last line of the token: the guest names where a scalar began, the fault is where it went on */
  AT_DASH,   /* the token, but a dash there has a reason of its own: the guest does not read an empty item before it */
  AT_CHAR    /* the first character of the token, which is also the argument */
};

struct explanation {
  const char *words;
  const struct gk_message *message;
  enum at at;
  bool structure; /* may come of a mistyped colon or a tab: look at the lines first */
};

static const struct explanation explanations[] = {
    {"without closing quote", &gk_msg_data_string_open, AT_QUOTE, false},
    {"wrongly indented double-quoted", &gk_msg_data_string_open, AT_QUOTE, false},
    {"wrongly indented single-quoted", &gk_msg_data_string_open, AT_QUOTE, false},
    {"marker in double-quoted", &gk_msg_data_string_open, AT_QUOTE, false},
    {"marker in single-quoted", &gk_msg_data_string_open, AT_QUOTE, false},
    {"invalid escape", &gk_msg_data_escape, AT_TOKEN, false},
    {"UTF8 escape", &gk_msg_data_escape, AT_TOKEN, false},
    {"hex escape", &gk_msg_data_escape, AT_TOKEN, false},
    {"low surrogate", &gk_msg_data_escape, AT_TOKEN, false},
    {"invalid comment after", &gk_msg_data_yaml_comment, AT_TOKEN, false},
    {"trailing content after", &gk_msg_data_yaml_quoted_tail, AT_TOKEN, false},
    {"extra closing", &gk_msg_data_closing, AT_CHAR, false},
    {"directive", &gk_msg_data_yaml_directive, AT_TOKEN, false},
    {"missing document start", &gk_msg_data_trailing, AT_TOKEN, true},
    {"after document end marker", &gk_msg_data_yaml_documents, AT_TOKEN, false},
    {"missing comma", &gk_msg_data_yaml_comma, AT_TOKEN, true},
    {"closing bracket", &gk_msg_data_yaml_comma, AT_TOKEN, true},
    {"nested block mapping on the same line", &gk_msg_data_yaml_nested, AT_TOKEN, false},
    {"mapping in plain multiline", &gk_msg_data_yaml_structure, AT_LINE, true},
    {"cannot start with", &gk_msg_data_yaml_reserved, AT_CHAR, true},
    {"block scalar", &gk_msg_data_yaml_block_scalar, AT_TOKEN, true},
    {"indentation indicator", &gk_msg_data_yaml_block_scalar, AT_TOKEN, false},
    {"tab", &gk_msg_data_yaml_tab, AT_TOKEN, true},
    {"multiline", &gk_msg_data_yaml_structure, AT_LINE, true},
    {"could not find expected ':'", &gk_msg_data_yaml_structure, AT_TOKEN, true},
    {"did not find expected key", &gk_msg_data_yaml_structure, AT_TOKEN, true},
    {"invalid value after mapping", &gk_msg_data_yaml_structure, AT_TOKEN, true},
    {"invalid scalar at the end of block sequence", &gk_msg_data_yaml_structure, AT_TOKEN, true},
    {"missing ':'", &gk_msg_data_yaml_structure, AT_TOKEN, true},
    {"indent", &gk_msg_data_yaml_indent, AT_TOKEN, true},
    {"indendation", &gk_msg_data_yaml_indent, AT_TOKEN, true}, /* so spelt by the guest */
    {"did not find expected '-'", &gk_msg_data_yaml_indent, AT_TOKEN, true},
    {"sequence on the same line", &gk_msg_data_yaml_dash, AT_TOKEN, false},
    {"sequence entries not allowed", &gk_msg_data_yaml_dash, AT_TOKEN, false},
    {"expected node content", &gk_msg_data_yaml_structure, AT_DASH, true},
    {"(not allowed in this context)", &gk_msg_data_yaml_reserved, AT_CHAR, true},
    {"on same line", &gk_msg_data_yaml_nested, AT_TOKEN, true},
    {"invalid comment", &gk_msg_data_yaml_comment, AT_TOKEN, false},
    {"invalid comma", &gk_msg_data_comma_extra, AT_TOKEN, false},
    {"extra comma", &gk_msg_data_comma_extra, AT_TOKEN, false},
    {"uri terminator", &gk_msg_data_yaml_tag, AT_TOKEN, false},
    {"URI", &gk_msg_data_yaml_tag, AT_TOKEN, false},
    {"Illegal placement of ':'", &gk_msg_data_yaml_structure, AT_TOKEN, true},
    {"mismatched flow", &gk_msg_data_closing, AT_CHAR, false},
    {"alias", &gk_msg_data_yaml_alias, AT_TOKEN, false},
    {"anchor", &gk_msg_data_yaml_anchor, AT_TOKEN, false},
    {"tag", &gk_msg_data_yaml_tag, AT_TOKEN, false},
};

/* A scalar that swallowed half the file is not searched to its end. */
#define EXPLAIN_LINES_MAX 16

struct lines {
  const char *text;
  size_t n;
};

static size_t line_start(const struct lines *lines, size_t at) {
  while (at > 0 && lines->text[at - 1] != '\n') at--;
  return at;
}

static size_t line_end(const struct lines *lines, size_t at) {
  while (at < lines->n && lines->text[at] != '\n') at++;
  return at;
}

static size_t indentation_end(const struct lines *lines, size_t at) {
  while (at < lines->n && (lines->text[at] == ' ' || lines->text[at] == '\t')) at++;
  return at;
}

/* “: ” or “:” at the end of the line. */
static bool is_colon(const struct lines *lines, size_t at, size_t end) {
  return lines->text[at] == ':' && (at + 1 >= end || strchr(" \t\r", lines->text[at + 1]));
}

/* Reports what people do wrong in the line [from, to), if they did. */
static bool explain_line(struct gk_data_run *run, const struct lines *lines, size_t from, size_t to) {
  size_t first = indentation_end(lines, from);
  const char *tab = first > from ? memchr(lines->text + from, '\t', first - from) : NULL;
  if (tab && first < to) {
    gk_data_fault(run, &gk_msg_data_yaml_tab, (size_t)(tab - lines->text), 1, NULL);
    return true;
  }
  if (first < to && strchr("#\"'|>", lines->text[first])) return false;
  size_t narrow = to;
  for (size_t i = first; i < to; i++) {
    if (is_colon(lines, i, to)) return false;
    if (lines->text[i] == '#' && i > from && strchr(" \t", lines->text[i - 1])) break;
    if (lines->text[i] == ':' && narrow == to) narrow = i;
    if (gk_data_find_full_width_colon(lines->text + i, to - i < 3 ? to - i : 3) == 0 && to - i >= 3 && narrow == to) {
      GK_DATA_FAULT(run, &gk_msg_data_full_width, i, 3, "：", ":");
      return true;
    }
  }
  if (narrow == to || (narrow + 2 < to && lines->text[narrow + 1] == '/')) return false; /* http://… */
  gk_data_fault(run, &gk_msg_data_yaml_colon_space, narrow, 1, NULL);
  return true;
}

/* The line before counts too: the guest may have taken it as the beginning of a scalar. */
bool gk_yaml_explain_lines(struct gk_data_run *run, size_t from, size_t to) {
  struct lines lines = {run->source->text, run->source->size};
  size_t own = line_start(&lines, from), at = own > run->start ? own : run->start;
  for (int seen = 0; at <= to && at < lines.n && seen < EXPLAIN_LINES_MAX; seen++) {
    size_t end = line_end(&lines, at);
    if (explain_line(run, &lines, at, end)) return true;
    at = end + 1;
  }
  if (own <= run->start) return false;
  size_t before = line_start(&lines, own - 1);
  return explain_line(run, &lines, before < run->start ? run->start : before, own - 1);
}

static const struct explanation *find_explanation(const char *text) {
  for (size_t i = 0; i < sizeof explanations / sizeof *explanations; i++)
    if (strstr(text, explanations[i].words)) return &explanations[i];
  return NULL;
}

/* The innermost bracket that is still open when nothing but white space is left. */
static bool explain_unclosed(struct gk_tree *tree, const struct gk_yaml_complaint *complaint) {
  struct gk_data_run *run = tree->run;
  size_t end = run->source->size;
  while (end > complaint->from && strchr(" \t\r\n", run->source->text[end - 1])) end--;
  if (complaint->from < end || tree->depth == 0 || !tree->frames[tree->depth - 1].flow) return false;
  const struct gk_tree_frame *frame = &tree->frames[tree->depth - 1];
  bool map = frame->value->kind == GK_VALUE_MAP;
  GK_DATA_FAULT(run, &gk_msg_data_unclosed, frame->opened, 1, map ? "{" : "[", map ? "}" : "]");
  return true;
}

/* A bracket of the other kind, if the tree is as far as the guest. */
static bool explain_mismatch(struct gk_tree *tree, const struct gk_yaml_complaint *complaint) {
  struct gk_data_run *run = tree->run;
  size_t at = complaint->from;
  if (tree->depth == 0 || at >= run->source->size) return false;
  const struct gk_tree_frame *frame = &tree->frames[tree->depth - 1];
  bool map = frame->value->kind == GK_VALUE_MAP;
  if (!frame->flow || run->source->text[at] != (map ? ']' : '}')) return false;
  struct gk_data_where where;
  gk_data_where(run, frame->opened, &where);
  GK_DATA_FAULT(run, &gk_msg_data_mismatch, at, 1, map ? "]" : "}", map ? "{" : "[", where.line, where.column);
  return true;
}

static const char *excerpt(struct gk_data_run *run, size_t from, size_t to) {
  const char *text = gk_arena_strndup(run->arena, run->source->text + from, to - from);
  if (!text) run->memory = true;
  return text ? text : "";
}

static bool is_half(const char *text, size_t n) {
  return n >= 6 && text[0] == '\\' && text[1] == 'u' && strchr("dD", text[2]) && strchr("89abcdefABCDEF", text[3]);
}

/* A bad escape in a double-quoted scalar: the guest's token ends in it or just after it; of an unpaired surrogate, in
 * the escape after it. */
static void report_escape(struct gk_data_run *run, const struct gk_yaml_complaint *complaint) {
  const char *text = run->source->text;
  size_t from = complaint->to, n = run->source->size;
  while (from > complaint->from && (from >= n || text[from] != '\\')) from--;
  if (from >= run->start + 6 && is_half(text + from - 6, 6)) from -= 6;
  size_t to = from;
  for (int i = 0; i < 2 && to < n; i++) gk_utf8_next(text, n, &to);
  bool half = is_half(text + from, n - from);
  if (to == from + 2 && strchr("xuU", text[from + 1]))
    for (int i = 0; i < 8 && to < n && strchr("0123456789abcdefABCDEF", text[to]); i++) to++;
  if (half) to = from + 6;
  GK_DATA_FAULT(run, half ? &gk_msg_data_surrogate : &gk_msg_data_escape, from, to - from, excerpt(run, from, to));
}

/* A quotation that does not end because it was closed with ” : that quote, in its first line. */
static bool report_full_width_quote(struct gk_data_run *run, const struct gk_yaml_complaint *complaint) {
  const char *text = run->source->text;
  for (size_t i = complaint->from; i + 3 <= complaint->to && text[i] != '\n'; i++) {
    if (memcmp(text + i, "\xE2\x80\x9D", 3) != 0) continue;
    GK_DATA_FAULT(run, &gk_msg_data_full_width, i, 3, "”", "\"");
    return true;
  }
  return false;
}

static void report(struct gk_data_run *run, const struct explanation *explanation,
                   const struct gk_yaml_complaint *complaint) {
  struct lines lines = {run->source->text, run->source->size};
  size_t from = complaint->from, length = complaint->to - complaint->from;
  if (explanation->message == &gk_msg_data_escape) {
    report_escape(run, complaint);
    return;
  }
  if (explanation->at == AT_QUOTE && report_full_width_quote(run, complaint)) return;
  if (explanation->at == AT_DASH && from < lines.n && lines.text[from] == '-') {
    gk_data_fault(run, &gk_msg_data_yaml_empty_item, from, 1, NULL);
    return;
  }
  if (explanation->at == AT_QUOTE && from > run->start) {
    from--;
    length = 1;
  }
  if (explanation->at == AT_LINE) {
    size_t start = line_start(&lines, complaint->to);
    from = indentation_end(&lines, start > from ? start : from);
    length = complaint->to > from ? complaint->to - from : 0;
  }
  if (explanation->at == AT_CHAR) {
    size_t to = from;
    if (from < lines.n) gk_utf8_next(lines.text, lines.n, &to);
    length = to - from;
  }
  GK_DATA_FAULT(run, explanation->message, from, length, explanation->at == AT_CHAR ? excerpt(run, from, from + length) : "");
}

void gk_yaml_explain(struct gk_tree *tree, const struct gk_yaml_complaint *complaint, bool yaml) {
  struct gk_data_run *run = tree->run;
  const struct explanation *explanation = yaml ? find_explanation(complaint->text) : NULL;
  if (yaml && (explain_unclosed(tree, complaint) || explain_mismatch(tree, complaint))) return;
  if (explanation && explanation->structure && gk_yaml_explain_lines(run, complaint->from, complaint->to)) return;
  if (explanation) {
    report(run, explanation, complaint);
    return;
  }
  const char *text = gk_arena_strdup(run->arena, complaint->text); /* the guest's own, gone with its parser */
  if (!text) run->memory = true;
  GK_DATA_FAULT(run, &gk_msg_data_syntax, complaint->from, complaint->to - complaint->from, yaml ? "YAML" : "JSON",
                text ? text : "");
}
