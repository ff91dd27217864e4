/* Why XML cannot be read: turns Expat's code and position into one sentence about
 * what was written. That the file is refused has been decided; here only the words
 * and the place are. Writers of layouts meet the same few slips: full-width quotes,
 * a bare & or <, a tag closed in the wrong order. */
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "base/messages.h"
#include "base/xml_reader.h"

static void say(struct gk_xml_reader *r, const struct gk_message *message, size_t at, size_t length, const char *arg) {
  gk_report(r->sink, message, gk_place_none(), gk_place_at(r->source, at, length), arg);
}

/* A copy of source bytes for an argument; long ones are cut. */
static void say_excerpt(struct gk_xml_reader *r, const struct gk_message *message, size_t from, size_t to) {
  size_t end = from;
  for (unsigned chars = 0; end < to && chars < 40; chars++) gk_utf8_next(r->source->text, to, &end);
  char *arg = gk_arena_strndup(r->arena, r->source->text + from, end - from);
  if (arg) say(r, message, from, to - from, arg);
  else gk_report_memory(r->sink);
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static size_t char_size(const struct gk_source *source, size_t at) {
  size_t i = at;
  if (at < source->size) gk_utf8_next(source->text, source->size, &i);
  return i - at;
}

static bool stands(const struct gk_source *source, size_t at, const char *what) {
  size_t n = strlen(what);
  return at + n <= source->size && memcmp(source->text + at, what, n) == 0;
}

/* The last `what` that begins before `before`, at or after `from`; `before` when there is none. */
static size_t find_back(const struct gk_source *source, size_t from, size_t before, const char *what) {
  for (size_t i = before; i > from; i--)
    if (stands(source, i - 1, what)) return i - 1;
  return before;
}

/* The end of a name that begins at `at`. */
static size_t name_end(const struct gk_source *source, size_t at) {
  while (at < source->size && !is_space(source->text[at]) && !strchr("<>/=;&\"'", source->text[at])) at++;
  return at;
}

static void say_mismatch(struct gk_xml_reader *r, size_t at) {
  const struct gk_source *source = r->source;
  if (stands(source, at, "</")) at += 2;
  size_t end = name_end(source, at);
  struct gk_position open = gk_place_position(r->open->place);
  char *found = gk_arena_strndup(r->arena, source->text + at, end - at), line[16], column[16];
  if (!found) {
    gk_report_memory(r->sink);
    return;
  }
  snprintf(line, sizeof line, "%u", open.line);
  snprintf(column, sizeof column, "%u", open.column);
  gk_report(r->sink, &gk_msg_xml_mismatch, gk_place_none(), gk_place_at(source, at, end - at), found, r->open->name, line, column);
}

/* The place is the element's: at the end of the file there is nothing to see. */
static void say_unclosed(struct gk_xml_reader *r) {
  struct gk_position open = gk_place_position(r->open->place);
  char line[16], column[16];
  snprintf(line, sizeof line, "%u", open.line);
  snprintf(column, sizeof column, "%u", open.column);
  gk_report(r->sink, &gk_msg_xml_unclosed, gk_place_none(), r->open->place, r->open->name, line, column);
}

static bool is_predefined(const char *s, size_t n) {
  static const char *const names[] = {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strlen(names[i]) == n && memcmp(names[i], s, n) == 0) return true;
  return false;
}

/* Expat points at the reference in text, but at the tag when it is in a value: the first bad one from there on is meant. */
static void say_reference(struct gk_xml_reader *r, const struct gk_message *message, size_t at) {
  const char *text = r->source->text;
  for (size_t i = at; i < r->source->size; i++) {
    if (text[i] != '&') continue;
    const char *semicolon = memchr(text + i, ';', r->source->size - i);
    if (!semicolon) break;
    size_t n = (size_t)(semicolon - text) + 1 - i;
    bool number = text[i + 1] == '#', bad = number ? gk_xml_reference(text + i, n) == GK_UTF8_BAD : !is_predefined(text + i, n);
    if (!bad) continue;
    say_excerpt(r, message, i, i + n);
    return;
  }
  say(r, message, at, char_size(r->source, at), "");
}

void gk_xml_refuse_doctype(struct gk_xml_reader *r, size_t near) {
  size_t at = find_back(r->source, r->base, near, "<!");
  say(r, &gk_msg_xml_doctype, at, stands(r->source, at, "<!") ? 9 : 1, "");
}

/* Where a fault is in a tag: the tag's '<' and the quote that is open there, if any. */
struct inside {
  size_t tag;
  char quote; /* 0: outside a value */
};

static bool inside_tag(const struct gk_xml_reader *r, size_t at, struct inside *inside) {
  const struct gk_source *source = r->source;
  const char *text = source->text;
  size_t lt = find_back(source, r->base, at, "<");
  *inside = (struct inside){lt, 0};
  if (lt == at) return false;
  for (size_t i = lt; i < at; i++) {
    if (inside->quote) inside->quote = text[i] == inside->quote ? 0 : inside->quote;
    else if (text[i] == '"' || text[i] == '\'') inside->quote = text[i];
    else if (text[i] == '>') return false;
  }
  return true;
}

static bool explain_control(struct gk_xml_reader *r, size_t at) {
  size_t i = at;
  uint32_t c = at < r->source->size ? gk_utf8_next(r->source->text, r->source->size, &i) : ' ';
  if ((c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xFFFE && c != 0xFFFF) return false;
  char code[16];
  snprintf(code, sizeof code, "U+%04X", (unsigned)c);
  say(r, &gk_msg_xml_control, at, i - at, code);
  return true;
}

/* In a comment Expat stops at the -- that does not end it. */
static bool explain_comment(struct gk_xml_reader *r, size_t at) {
  size_t open = find_back(r->source, r->base, at, "<!--");
  if (open == at || find_back(r->source, open, at, "-->") != at) return false;
  size_t dashes = find_back(r->source, open + 4, at, "--");
  say(r, &gk_msg_xml_comment, dashes, dashes == at ? char_size(r->source, at) : 2, "");
  return true;
}

/* Expat stops after the name that a bare & seems to begin. */
static bool explain_ampersand(struct gk_xml_reader *r, size_t at) {
  const char *text = r->source->text;
  for (size_t i = at; i > r->base && at - i < 64; i--) {
    char c = text[i - 1];
    if (c == '&') {
      say(r, &gk_msg_xml_ampersand, i - 1, 1, "");
      return true;
    }
    if (is_space(c) || strchr("<>;\"'", c)) return false;
  }
  return false;
}

static bool explain_full_width(struct gk_xml_reader *r, size_t at) {
  static const struct { const char *wide, *ascii; } pairs[] = {
      {"“", "\""}, {"”", "\""}, {"＂", "\""}, {"‘", "'"}, {"’", "'"}, {"＇", "'"}, {"＝", "="}, {"＜", "<"},
      {"＞", ">"}, {"／", "/"}, {"　", "空格 (space)"}, {"！", "!"}, {"？", "?"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (!stands(r->source, at, pairs[i].wide)) continue;
    gk_report(r->sink, &gk_msg_xml_full_width, gk_place_none(), gk_place_at(r->source, at, strlen(pairs[i].wide)), pairs[i].wide, pairs[i].ascii);
    return true;
  }
  return false;
}

static char before(const struct gk_xml_reader *r, size_t at) {
  while (at > r->base && is_space(r->source->text[at - 1])) at--;
  return at > r->base ? r->source->text[at - 1] : ' ';
}

static bool is_doctype(const struct gk_source *source, size_t at) {
  static const char word[] = "<!doctype";
  for (size_t i = 0; i < sizeof word - 1; i++)
    if (at + i >= source->size || (source->text[at + i] | 32) != (word[i] | 32)) return false;
  return true;
}

static void explain_tag(struct gk_xml_reader *r, size_t at, const struct inside *inside) {
  const struct gk_source *source = r->source;
  bool less = at < source->size && source->text[at] == '<';
  if (is_doctype(source, inside->tag)) gk_xml_refuse_doctype(r, at);
  else if (stands(source, inside->tag, "<?")) say(r, &gk_msg_xml_declaration, inside->tag, 2, "");
  else if (inside->quote && less) say(r, &gk_msg_xml_less_than, at, 1, "");
  else if (explain_full_width(r, at)) return;
  else if (at == inside->tag + 1) say(r, &gk_msg_xml_less_than, inside->tag, 1, "");
  else if (!inside->quote && before(r, at) == '=') say(r, &gk_msg_xml_quotes, at, char_size(source, at), "");
  else say(r, inside->quote ? &gk_msg_xml_syntax : &gk_msg_xml_attribute, at, char_size(source, at), "");
}

/* Something before the first element that may not stand there; Expat may point at its first character or after it. */
static void explain_prolog(struct gk_xml_reader *r, size_t at) {
  if (is_doctype(r->source, at)) {
    gk_xml_refuse_doctype(r, at + 2);
    return;
  }
  while (at > r->base && !is_space(r->source->text[at - 1]) && r->source->text[at - 1] != '>') at--;
  say(r, &gk_msg_xml_before_root, at, char_size(r->source, at), "");
}

/* XML_ERROR_INVALID_TOKEN says nothing but where; what stands there says the rest. */
static void explain_token(struct gk_xml_reader *r, size_t at) {
  struct inside inside;
  bool in_tag = inside_tag(r, at, &inside);
  if (explain_control(r, at) || explain_comment(r, at) || explain_ampersand(r, at)) return;
  if (!r->root && in_tag && stands(r->source, inside.tag, "</")) in_tag = false;
  if (in_tag) explain_tag(r, at, &inside);
  else if (stands(r->source, at, "]]>")) say(r, &gk_msg_xml_cdata_end, at, 3, "");
  else if (at >= r->base + 2 && stands(r->source, at - 2, "]]>")) say(r, &gk_msg_xml_cdata_end, at - 2, 3, "");
  else if (!r->root) explain_prolog(r, at);
  else if (!r->open) say(r, &gk_msg_xml_after_root, at, char_size(r->source, at), r->root->name);
  else say(r, &gk_msg_xml_syntax, at, char_size(r->source, at), "");
}

static void explain_end(struct gk_xml_reader *r, size_t at) {
  if (r->open) say_unclosed(r);
  else say(r, &gk_msg_xml_empty, at, 0, "");
}

void gk_xml_explain(struct gk_xml_reader *r) {
  XML_Index index = XML_GetCurrentByteIndex(r->parser);
  size_t at = (index > 0 ? (size_t)index : 0) + r->base, size = char_size(r->source, at);
  switch (XML_GetErrorCode(r->parser)) {
    case XML_ERROR_NO_MEMORY: gk_report_memory(r->sink); return;
    case XML_ERROR_NO_ELEMENTS: explain_end(r, at); return;
    case XML_ERROR_INVALID_TOKEN: explain_token(r, at); return;
    case XML_ERROR_TAG_MISMATCH: say_mismatch(r, at); return;
    case XML_ERROR_UNCLOSED_TOKEN: say(r, &gk_msg_xml_unfinished, at, 1, ""); return;
    case XML_ERROR_UNCLOSED_CDATA_SECTION: say(r, &gk_msg_xml_unfinished, find_back(r->source, r->base, at, "<![CDATA["), 9, ""); return;
    case XML_ERROR_DUPLICATE_ATTRIBUTE: say_excerpt(r, &gk_msg_xml_duplicate, at, name_end(r->source, at)); return;
    case XML_ERROR_UNDEFINED_ENTITY: say_reference(r, &gk_msg_xml_entity, at); return;
    case XML_ERROR_BAD_CHAR_REF: say_reference(r, &gk_msg_xml_reference, at); return;
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: say(r, &gk_msg_xml_after_root, at, size, r->root ? r->root->name : ""); return;
    case XML_ERROR_MISPLACED_XML_PI:
    case XML_ERROR_XML_DECL:
    case XML_ERROR_TEXT_DECL: say(r, &gk_msg_xml_declaration, at, size, ""); return;
    case XML_ERROR_SYNTAX:
      if (!r->root) {
        explain_prolog(r, at);
        return;
      }
      break;
    default: break;
  }
  say(r, &gk_msg_xml_syntax, at, size, "");
}
