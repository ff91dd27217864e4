/* Words for a listener, by the language of the layout; all of them stand in one
 * table here.
 * A sign in a cell gets its meaning as expansion text (E, ISO 32000-1 14.9.5;
 * WCAG technique PDF8): it is read in place of the sign, while copying and
 * searching still find what is printed; ActualText would change that, Alt is for
 * what is no text. A blank cell stays an empty TD: the cell is there, a reader
 * says that it is blank, and an alternative to nothing is itself a fault to
 * checkers. The summary tells what the eye sees at once: how large the table is,
 * what its columns are, where its total stands. */
#include "typeset/spoken.h"

#include <string.h>

#define SUMMARY_MAX 4000 /* bytes; beyond it the columns are left to be heard one by one */
#define BUFFER_MAX ((size_t)1 << 20)

struct words {
  const char *language;         /* primary subtag, RFC 5646 */
  const char *not_applicable, *withheld;
  const char *name, *size, *empty; /* after the caption; rows and columns; columns of a table without data */
  const char *columns, *comma, *open, *close, *end;
  const char *total_first, *total_last;
  const char *page, *page_end;  /* before and after a page number */
  const char *note;             /* before the mark of a footnote */
};

static const struct words languages[] = {
    {"zh", "不适用", "涉密，不公开", "：", "%u行%u列。", "空表，%u列。", "各列为", "、", "（", "）", "。", "首行为合计。", "末行为合计。", "第", "页", "脚注"},
    {"en", "not applicable", "classified, not disclosed", ": ", "%u rows, %u columns. ", "empty table, %u columns. ", "Columns: ", ", ", " (", ")", ". ", "The total is in the first row. ",
     "The total is in the last row. ", "page ", "", "note "}};

static const struct words *words_of(const struct gk_setter *setter) {
  const char *language = setter->document->layout->language;
  for (size_t i = 0; language && i < sizeof languages / sizeof *languages; i++) {
    size_t n = strlen(languages[i].language);
    if (strncmp(language, languages[i].language, n) == 0 && (language[n] == '\0' || language[n] == '-')) return &languages[i];
  }
  return &languages[0];
}

const char *gk_spoken_page(const struct gk_setter *setter, const char *label) {
  const struct words *w = words_of(setter);
  return gk_arena_printf(setter->arena, "%s%s%s", w->page, label, w->page_end);
}

/* --- signs in cells */

/* Nothing but dashes: 破折号 of any coding. */
static bool is_dashes(const struct gk_inlines *inlines) {
  bool any = false;
  for (size_t i = 0; i < inlines->count; i++) {
    for (size_t at = 0; at < inlines->items[i].size; any = true) {
      uint32_t c = gk_utf8_next(inlines->items[i].text, inlines->items[i].size, &at);
      if (c != 0x2014 && c != 0x2015 && c != 0x2500 && c != 0x2E3A) return false;
    }
  }
  return any;
}

const char *gk_spoken_cell(const struct gk_setter *setter, const struct gk_inlines *content) {
  if (is_dashes(content)) return words_of(setter)->not_applicable;
  /* In a longer text the word is part of a sentence. */
  bool withheld = content->count == 1 && content->items[0].state == GK_STATE_WITHHELD;
  return withheld ? words_of(setter)->withheld : NULL;
}

const char *gk_spoken_sign(const struct gk_setter *setter, const struct gk_inline *item) {
  bool sign = item->state == GK_STATE_NOT_APPLICABLE && is_dashes(&(struct gk_inlines){(struct gk_inline *)(uintptr_t)item, 1});
  return sign ? words_of(setter)->not_applicable : NULL;
}

const char *gk_spoken_note(const struct gk_setter *setter, const struct gk_inline *mark) {
  return gk_arena_printf(setter->arena, "%s%.*s", words_of(setter)->note, (int)mark->size, mark->text);
}

/* --- the summary of a table */

static void add_inlines(struct gk_buf *out, const struct gk_inlines *inlines) {
  for (size_t i = 0; i < inlines->count; i++) gk_buf_add(out, inlines->items[i].text, inlines->items[i].size);
}

/* The head tree: the cells of head row `row` between two columns, each followed by what stands below it. */
static void add_heads(struct gk_buf *out, const struct words *words, const struct gk_table_contents *t, uint32_t row, uint32_t from, uint32_t to) {
  bool first = true;
  for (uint32_t c = from; c < to;) {
    const struct gk_cell *cell = &t->table->cells[t->cover[(size_t)row * t->table->columns + c]];
    uint32_t below = cell->row + cell->row_span, next = cell->column + cell->column_span;
    if (!first) gk_buf_add_string(out, words->comma);
    first = false;
    add_inlines(out, &cell->content);
    if (below < t->table->head_rows && t->table->roles[below] != GK_ROLE_NUMBERS) {
      gk_buf_add_string(out, words->open);
      add_heads(out, words, t, below, c, next < to ? next : to);
      gk_buf_add_string(out, words->close);
    }
    c = next;
  }
}

static void add_columns(struct gk_buf *out, const struct words *words, const struct gk_table_contents *t) {
  size_t before = out->size;
  gk_buf_add_string(out, words->columns);
  add_heads(out, words, t, 0, 0, t->table->columns);
  gk_buf_add_string(out, words->end);
  if (out->size > SUMMARY_MAX && !out->failed) out->size = before;
}

/* 空表: blank rows stand for data that there are none of. */
static bool is_empty(const struct gk_table *table) {
  for (uint32_t r = table->head_rows; r < table->rows; r++)
    if (table->roles[r] == GK_ROLE_EMPTY) return true;
  return false;
}

const char *gk_spoken_summary(const struct gk_setter *setter, const struct gk_table_contents *t) {
  const struct words *words = words_of(setter);
  const struct gk_table *table = t->table;
  uint32_t head = table->head_rows, rows = table->rows - head;
  struct gk_buf out;
  gk_buf_init(&out, BUFFER_MAX);
  add_inlines(&out, &table->caption);
  if (table->caption.count) gk_buf_add_string(&out, words->name);
  if (is_empty(table)) gk_buf_addf(&out, words->empty, table->columns);
  else gk_buf_addf(&out, words->size, rows, table->columns);
  if (head) add_columns(&out, words, t);
  if (rows > 1 && table->roles[head] == GK_ROLE_TOTAL) gk_buf_add_string(&out, words->total_first);
  else if (rows > 1 && table->roles[table->rows - 1] == GK_ROLE_TOTAL) gk_buf_add_string(&out, words->total_last);
  while (out.size && out.data[out.size - 1] == ' ') out.size--;
  const char *text = out.failed ? NULL : gk_arena_strndup(setter->arena, out.data, out.size);
  gk_buf_drop(&out);
  return text;
}
