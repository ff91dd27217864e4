/* The flow down the pages. Everything is first a list of units; here it is cut
 * into pages: units that must stay together form a chunk, a chunk that does not
 * fit goes to the next page. Text lines stand on the grid of 22 lines (GB/T 9704
 * 5.2.4), also after a table: the cursor returns to the next grid line. */
#include "typeset/setting.h"

struct gk_unit *gk_unit_add(struct gk_setter *setter, enum gk_unit_kind kind) {
  struct gk_unit *units = gk_arena_grow(setter->arena, setter->units, &setter->unit_capacity, setter->unit_count + 1, sizeof *units);
  if (!units) return NULL;
  setter->units = units;
  struct gk_unit *unit = &units[setter->unit_count++];
  *unit = (struct gk_unit){.kind = kind};
  return unit;
}

/* The top of the first grid line at or below y. */
static int32_t to_grid(const struct gk_setter *setter, int32_t y) { return (y + setter->pitch - 1) / setter->pitch * setter->pitch; }

/* What y becomes when the unit stands at y; its own top in *top. */
static int32_t advance(const struct gk_setter *setter, const struct gk_unit *unit, int32_t y, int32_t *top) {
  switch (unit->kind) {
    case GK_UNIT_LINE:
      *top = unit->height ? y : to_grid(setter, y);
      return *top + (unit->height ? unit->height : setter->pitch);
    case GK_UNIT_BLANK: *top = y; return y == 0 ? 0 : to_grid(setter, y) + (int32_t)((int64_t)unit->height * setter->pitch / 1000);
    case GK_UNIT_PIECE: *top = y; return y + unit->height;
  }
  return y;
}

/* The bottom edge that a unit standing from top to after needs: a text line needs its em, not its pitch. */
static int32_t bottom_of(const struct gk_setter *setter, const struct gk_unit *unit, int32_t top, int32_t after) {
  return unit->kind == GK_UNIT_LINE ? top + (unit->height ? unit->height : setter->em) : unit->kind == GK_UNIT_BLANK ? top : after;
}

static bool fits(const struct gk_setter *setter, size_t from, size_t to) {
  int32_t y = setter->y, room = gk_setter_block(setter).height;
  for (size_t i = from; i < to; i++) {
    int32_t top, after = advance(setter, &setter->units[i], y, &top);
    if (bottom_of(setter, &setter->units[i], top, after) > room) return false;
    y = after;
  }
  return true;
}

static bool place_line(struct gk_setter *setter, const struct gk_unit *unit, int32_t top) {
  struct gk_item *item = gk_page_add(setter);
  if (!item) return false;
  struct gk_rect block = gk_setter_block(setter);
  item->kind = GK_ITEM_LINE;
  item->tag = unit->tag;
  item->paragraph = unit->paragraph;
  item->line = unit->line;
  item->x = block.x + unit->x;
  /* The em box of the grid's own size is centred on that of a larger size; Han stand 0.88 em above the baseline. */
  item->y = block.y + top + (unit->height ? unit->height : setter->em) / 2 + (int32_t)((int64_t)unit->paragraph->size_em * 380 / 1000);
  if (!unit->outline) return true;
  struct gk_typeset *out = setter->out;
  struct gk_outline_entry *entries = gk_arena_grow(setter->arena, out->outline, &setter->outline_capacity, out->outline_count + 1, sizeof *entries);
  if (!entries) return false;
  out->outline = entries;
  entries[out->outline_count++] = (struct gk_outline_entry){unit->outline, unit->outline_level, (uint32_t)out->count - 1, block.y + top, unit->tag};
  return true;
}

static bool place(struct gk_setter *setter, size_t from, size_t to, bool fresh) {
  for (size_t i = from; i < to; i++) {
    const struct gk_unit *unit = &setter->units[i];
    int32_t top, after = advance(setter, unit, setter->y, &top);
    if (unit->kind == GK_UNIT_LINE && !place_line(setter, unit, top)) return false;
    if (unit->kind == GK_UNIT_PIECE) {
      if (!gk_table_place(setter, unit->table, unit->row, fresh && i == from)) return false;
      continue; /* it moved the cursor itself: a continued head may have come before it */
    }
    setter->y = after;
  }
  return true;
}

bool gk_flow(struct gk_setter *setter) {
  size_t from = 0;
  bool fresh = false;
  while (from < setter->unit_count) {
    size_t to = from + 1;
    while (to < setter->unit_count && setter->units[to - 1].keep) to++;
    fresh = false;
    if (!fits(setter, from, to) && setter->y > 0) {
      bool rotated = setter->page->rotated;
      if (!gk_table_close_page(setter) || !gk_page_finish(setter) || !gk_page_begin(setter, rotated)) return false;
      fresh = true;
      if (setter->units[from].kind == GK_UNIT_PIECE && setter->units[from].row != UINT32_MAX) setter->y = gk_table_lead(setter->units[from].table);
      bool whole = fits(setter, from, to);
      setter->y = 0;
      /* Too much to stay together on any page: only the first unit binds. */
      if (!whole) to = from + 1;
    }
    if (!place(setter, from, to, fresh)) return false;
    from = to;
  }
  setter->unit_count = 0;
  return true;
}
