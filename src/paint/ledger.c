/* The ledger of DESIGN: every bound cell is covered by exactly one content box
 * and every byte of its text is painted once. Repeated heads, carried labels and
 * the further parts of a row split between pages are marked as repeats where
 * they are placed and do not count here as boxes. */
#include "paint/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "paint/messages.h"

struct account {
  const struct gk_table *table;
  uint32_t *boxes;  /* per cell */
  uint64_t *characters;
};

struct gk_ledger {
  struct gk_arena *arena;
  struct account *accounts; /* by address of the table's cells */
  size_t count;
};

static int by_cells(const void *a, const void *b) {
  uintptr_t x = (uintptr_t)((const struct account *)a)->table->cells, y = (uintptr_t)((const struct account *)b)->table->cells;
  return x < y ? -1 : x > y;
}

struct gk_ledger *gk_ledger_new(struct gk_arena *arena, const struct gk_document *document) {
  struct gk_ledger *ledger = gk_arena_alloc(arena, sizeof *ledger);
  if (!ledger) return NULL;
  ledger->arena = arena;
  size_t tables = 0;
  for (size_t i = 0; i < document->count; i++) tables += document->blocks[i].kind == GK_BLOCK_TABLE;
  ledger->accounts = gk_arena_array(arena, tables ? tables : 1, sizeof *ledger->accounts);
  if (!ledger->accounts) return NULL;
  for (size_t i = 0; i < document->count; i++) {
    if (document->blocks[i].kind != GK_BLOCK_TABLE) continue;
    struct account *account = &ledger->accounts[ledger->count++];
    account->table = document->blocks[i].table;
    size_t cells = account->table->cell_count ? account->table->cell_count : 1;
    account->boxes = gk_arena_array(arena, cells, sizeof *account->boxes);
    account->characters = gk_arena_array(arena, cells, sizeof *account->characters);
    if (!account->boxes || !account->characters) return NULL;
  }
  qsort(ledger->accounts, ledger->count, sizeof *ledger->accounts, by_cells);
  return ledger;
}

static struct account *lookup(struct gk_ledger *ledger, const struct gk_cell *cell) {
  size_t low = 0, high = ledger->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const struct gk_table *table = ledger->accounts[middle].table;
    if ((uintptr_t)cell < (uintptr_t)table->cells) high = middle;
    else if ((uintptr_t)cell >= (uintptr_t)(table->cells + table->cell_count)) low = middle + 1;
    else return &ledger->accounts[middle];
  }
  return NULL;
}

void gk_ledger_box(struct gk_ledger *ledger, const struct gk_cell_box *box) {
  if (box->repeat) return;
  struct account *account = lookup(ledger, box->cell);
  if (account) account->boxes[box->cell - account->table->cells]++;
}

/* A line's text is well-formed: it has as many characters as bytes that begin one. */
void gk_ledger_text(struct gk_ledger *ledger, const struct gk_cell *cell, const char *text, size_t n) {
  struct account *account = lookup(ledger, cell);
  if (!account) return;
  uint64_t *characters = &account->characters[cell - account->table->cells];
  for (size_t i = 0; i < n; i++) *characters += ((unsigned char)text[i] & 0xC0) != 0x80;
}

static const char *text_of(struct gk_arena *arena, const struct gk_inlines *inlines) {
  const char *text = "";
  for (size_t i = 0; i < inlines->count && text; i++)
    text = gk_arena_printf(arena, "%s%.*s", text, (int)inlines->items[i].size, inlines->items[i].text);
  return text ? text : "";
}

static struct gk_place data_place(const struct gk_inlines *inlines) {
  for (size_t i = 0; i < inlines->count; i++)
    if (inlines->items[i].data.source) return inlines->items[i].data;
  return gk_place_none();
}

static void report(const struct gk_ledger *ledger, const struct gk_message *message, const struct gk_table *table, const struct gk_cell *cell,
                   uint64_t number, struct gk_diag_sink *sink) {
  struct gk_arena *arena = ledger->arena;
  const char *row = gk_arena_printf(arena, "%u", cell->row + 1), *column = gk_arena_printf(arena, "%u", cell->column + 1);
  const char *count = gk_arena_printf(arena, "%llu", (unsigned long long)number);
  gk_report(sink, message, data_place(&cell->content), gk_place_none(), text_of(arena, &table->caption), row ? row : "", column ? column : "",
            text_of(arena, &cell->content), count ? count : "");
}

/* Characters that must be seen: the invisible ones that text/ drops, with a warning, are not among them. A style that normalizes puts one
 * character for one. */
static size_t text_size(const struct gk_inlines *inlines) {
  size_t size = 0;
  for (size_t i = 0; i < inlines->count; i++) {
    const struct gk_inline *part = &inlines->items[i];
    for (size_t at = 0; at < part->size;) {
      bool ascii = (unsigned char)part->text[at] < 0x80; /* nothing invisible is among them */
      if (ascii) at++;
      if (ascii || !gk_char_is_invisible(gk_utf8_next(part->text, part->size, &at))) size++;
    }
  }
  return size;
}

bool gk_ledger_settle(const struct gk_ledger *ledger, struct gk_diag_sink *sink) {
  bool settled = true;
  for (size_t i = 0; i < ledger->count; i++) {
    const struct account *account = &ledger->accounts[i];
    for (size_t k = 0; k < account->table->cell_count; k++) {
      const struct gk_cell *cell = &account->table->cells[k];
      const struct gk_message *fault = account->boxes[k] == 0                              ? &gk_msg_ledger_lost
                                       : account->boxes[k] > 1                             ? &gk_msg_ledger_doubled
                                       : account->characters[k] != text_size(&cell->content) ? &gk_msg_ledger_text
                                                                                           : NULL;
      if (!fault) continue;
      report(ledger, fault, account->table, cell, fault == &gk_msg_ledger_text ? account->characters[k] : account->boxes[k], sink);
      settled = false;
    }
  }
  return settled;
}
