/* The flow down the pages. Everything is first a list of units; here it is cut
 * into pages: units that must stay together form a chunk, a chunk that does not
 * fit goes to the next page. Text lines stand on the grid of 22 lines (GB/T 9704
 * 5.2.4), also after a table: the cursor returns to the next grid line. */
#include "typeset/setting.h"

struct gk_unit *gk_unit_add(struct gk_setter *setter, enum gk_unit_kind kind) {
  struct gk_unit *units = gk_arena_grow(setter->pages, setter->units, &setter->unit_capacity, setter->unit_count + 1, sizeof *units);
  if (!units) return NULL;
  setter->units = units;
  struct gk_unit *unit = &units[setter->unit_count++];
  *unit = (struct gk_unit){.kind = kind};
  if (kind != GK_UNIT_BLANK) {
    unit->begins = setter->begins;
    setter->begins = NULL;
  }
  return unit;
}

struct gk_unit *gk_unit_line(struct gk_setter *setter, const struct gk_paragraph *paragraph, size_t line, struct gk_tag *tag) {
  struct gk_unit *unit = gk_unit_add(setter, GK_UNIT_LINE);
  if (!unit) return NULL;
  unit->paragraph = paragraph;
  unit->line = line;
  unit->tag = tag;
  return unit;
}

/* The top of the first grid line at or below y. */
static int32_t to_grid(const struct gk_setter *setter, int32_t y) { return (y + setter->pitch - 1) / setter->pitch * setter->pitch; }

/* What y becomes when the unit stands at y; its own top in *top. */
static int32_t advance(const struct gk_setter *setter, const struct gk_unit *unit, int32_t y, int32_t *top) {
  switch (unit->kind) {
    case GK_UNIT_LINE:
      *top = unit->height ? y : to_grid(setter, y);
      if (unit->stays) return *top;
      return *top + (unit->height ? unit->height : setter->pitch);
    case GK_UNIT_BLANK:
      *top = y;
      if (unit->at) return y > (unit->at - 1) * setter->pitch ? y : (unit->at - 1) * setter->pitch;
      return y == 0 ? 0 : to_grid(setter, y) + (int32_t)((int64_t)unit->height * setter->pitch / 1000);
    case GK_UNIT_PIECE:
      *top = unit->row == UINT32_MAX ? to_grid(setter, y) : y; /* a caption is text: it stands on the grid too */
      return *top + gk_table_piece_height(unit->table, unit->row, y == 0) + gk_table_clearance(setter, unit->table, unit->row);
  }
  return y;
}

/* The bottom edge that a unit standing from top to after needs: a text line needs its em, not its pitch; a row what must stand below it, but
 * no clearance. */
static int32_t bottom_of(const struct gk_setter *setter, const struct gk_unit *unit, int32_t top, int32_t after) {
  if (unit->kind == GK_UNIT_PIECE) return after - gk_table_clearance(setter, unit->table, unit->row) + gk_table_foot(unit->table, unit->row);
  return unit->kind == GK_UNIT_LINE ? top + (unit->height ? unit->height : setter->em) + unit->foot : unit->kind == GK_UNIT_BLANK ? top : after;
}

/* A long row may begin here although it does not end here. */
static bool parts_here(const struct gk_setter *setter, const struct gk_unit *unit, int32_t room) {
  return unit->kind == GK_UNIT_PIECE && unit->row != UINT32_MAX && gk_table_row_is_long(setter, unit->table, unit->row) &&
         room - gk_table_foot(unit->table, unit->row) >= gk_table_part_least(unit->table);
}

/* parts: long rows may go on on the next page. */
static bool fits(const struct gk_setter *setter, size_t from, size_t to, bool parts) {
  int32_t y = setter->y, room = gk_setter_block(setter).height;
  for (size_t i = from; i < to; i++) {
    int32_t top, after = advance(setter, &setter->units[i], y, &top);
    if (parts && y > 0 && bottom_of(setter, &setter->units[i], top, after) > room && parts_here(setter, &setter->units[i], room - y)) return true;
    if (bottom_of(setter, &setter->units[i], top, after) > room) return false;
    y = after;
  }
  return true;
}

/* Tables that begin among these units, the next to be placed: whether all of one stands on this page, to the end of what its last row is
 * kept with. Then it has no sums by page, which would else need room of their own. */
static void settle_tables(struct gk_setter *setter, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    struct gk_table_setting *table = setter->units[i].table;
    if (setter->units[i].kind != GK_UNIT_PIECE || setter->units[i].row != UINT32_MAX || !gk_table_has_page_rows(table)) continue;
    size_t end = i + 1;
    while (end < setter->unit_count && (setter->units[end].table == table || setter->units[end - 1].keep)) end++;
    gk_table_keep_single(table, true);
    gk_table_keep_single(table, fits(setter, from, end, false));
  }
}

static bool fits_one(const struct gk_setter *setter, const struct gk_unit *unit) {
  int32_t top, after = advance(setter, unit, setter->y, &top);
  return bottom_of(setter, unit, top, after) <= gk_setter_block(setter).height;
}

/* The height a line is centred in: a note's own pitch, the em of the grid, or for a size above it the whole pitch, so that a title on
 * the first line stays below the edge of 版心. */
static int32_t slot_of(const struct gk_setter *setter, const struct gk_unit *unit) {
  if (unit->height) return unit->height;
  return unit->paragraph->size_em > setter->em ? setter->pitch : setter->em;
}

/* The whole pitch of the line is the area, so that those of lines below each other meet. */
static bool add_link(struct gk_setter *setter, const struct gk_unit *unit, int32_t top) {
  struct gk_rect block = gk_setter_block(setter);
  struct gk_link link = *unit->link;
  link.rect = (struct gk_rect){block.x + link.rect.x, block.y + top - (setter->pitch - setter->em) / 2, link.rect.width, setter->pitch};
  return gk_page_add_link(setter, &link);
}

static void note_place(struct gk_setter *setter, const struct gk_unit *unit) {
  if (unit->begins)
    *unit->begins = (struct gk_place_of){unit->kind == GK_UNIT_PIECE ? gk_table_caption_tag(unit->table) : unit->tag, setter->out->count - 1};
}

static bool place_line(struct gk_setter *setter, const struct gk_unit *unit, int32_t top) {
  struct gk_item *item = gk_page_add(setter);
  if (!item) return false;
  struct gk_rect block = gk_setter_block(setter);
  item->kind = GK_ITEM_LINE;
  item->tag = unit->tag;
  item->artifact = unit->artifact;
  item->parts = unit->parts;
  item->part_count = unit->part_count;
  item->paragraph = unit->paragraph;
  item->line = unit->line;
  item->x = block.x + unit->x;
  /* The em box of the grid's own size is centred on that of a larger size; Han stand 0.88 em above the baseline. */
  item->y = block.y + top + slot_of(setter, unit) / 2 + (int32_t)((int64_t)unit->paragraph->size_em * 380 / 1000);
  if (unit->seal) {
    struct gk_seal seal = {*unit->seal, unit->tag};
    seal.rect.x += block.x;
    seal.rect.y += block.y + top;
    if (!gk_page_add_seal(setter, seal)) return false;
  }
  if (unit->link && !add_link(setter, unit, top)) return false;
  if (!unit->outline) return true;
  struct gk_typeset *out = setter->out;
  struct gk_outline_entry *entries = gk_arena_grow(setter->arena, out->outline, &setter->outline_capacity, out->outline_count + 1, sizeof *entries);
  if (!entries) return false;
  out->outline = entries;
  entries[out->outline_count++] = (struct gk_outline_entry){unit->outline, unit->outline_level, (uint32_t)out->count - 1, block.y + top, unit->tag};
  return true;
}

/* The page is full: what is open on it is closed, and a table that goes on gets ready for the next. */
static bool turn_page(struct gk_setter *setter, const struct gk_unit *next) {
  bool rotated = setter->page->rotated;
  if (!gk_table_close_page(setter) || !gk_page_finish(setter) || !gk_page_begin(setter, rotated)) return false;
  return next->kind != GK_UNIT_PIECE || next->row == UINT32_MAX || gk_table_resume(setter, next->table, next->row);
}

/* A row in as many parts as it needs. Each part holds a line at least (gk_set_table saw to it), so that this ends. */
static bool place_row(struct gk_setter *setter, const struct gk_unit *unit) {
  for (bool whole = false; !whole;) {
    int32_t room = gk_setter_block(setter).height - setter->y;
    bool here = fits_one(setter, unit) || setter->y == 0 || parts_here(setter, unit, room);
    if (!here && !turn_page(setter, unit)) return false;
    if (!gk_table_place_row(setter, unit->table, unit->row, &whole)) return false;
    if (!whole && !turn_page(setter, unit)) return false;
  }
  return true;
}

static bool place(struct gk_setter *setter, const struct gk_unit *unit) {
  if (unit->kind == GK_UNIT_PIECE && unit->row != UINT32_MAX) return place_row(setter, unit);
  if (setter->y > 0 && !fits_one(setter, unit)) {
    if (!turn_page(setter, unit)) return false;
    settle_tables(setter, (size_t)(unit - setter->units), (size_t)(unit - setter->units) + 1);
  }
  int32_t top, after = advance(setter, unit, setter->y, &top);
  note_place(setter, unit);
  if (unit->kind == GK_UNIT_PIECE) {
    setter->y = top;
    return gk_table_place_head(setter, unit->table);
  }
  if (unit->kind == GK_UNIT_LINE && !place_line(setter, unit, top)) return false;
  setter->y = after;
  return true;
}

bool gk_flow(struct gk_setter *setter) {
  for (size_t from = 0, to; from < setter->unit_count; from = to) {
    for (to = from + 1; to < setter->unit_count && setter->units[to - 1].keep;) to++;
    settle_tables(setter, from, to);
    if (setter->y > 0 && (setter->units[from].fresh || !fits(setter, from, to, true))) {
      if (!turn_page(setter, &setter->units[from])) return false;
      settle_tables(setter, from, to);
    }
    /* What is too much for any page goes on from page to page, unit by unit. */
    for (size_t i = from; i < to; i++)
      if (!place(setter, &setter->units[i])) return false;
  }
  setter->unit_count = 0;
  return true;
}

bool gk_flow_rotate(struct gk_setter *setter) {
  size_t all = setter->unit_count, held = all;
  while (held > 0 && setter->units[held - 1].keep) held--;
  setter->unit_count = held;
  if (!gk_flow(setter)) return false;
  for (size_t i = held; i < all; i++) {
    struct gk_unit *unit = &setter->units[setter->unit_count++];
    *unit = setter->units[i];
    if (unit->centred) unit->x = (setter->page_style->text_height - setter->page_style->text_width) / 2;
  }
  if (setter->page->count > 0 && !setter->page->rotated && !(gk_page_finish(setter) && gk_page_begin(setter, true))) return false;
  setter->page->rotated = true;
  return true;
}

bool gk_flow_upright(struct gk_setter *setter) {
  if (!setter->page->rotated) return true;
  return gk_flow(setter) && gk_page_finish(setter) && gk_page_begin(setter, false);
}

bool gk_flow_new_page(struct gk_setter *setter) {
  if (!gk_flow(setter)) return false;
  if (setter->page->count == 0 && !setter->page->rotated) return true;
  return gk_page_finish(setter) && gk_page_begin(setter, false);
}
