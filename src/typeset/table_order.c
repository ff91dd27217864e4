/* The order in which the content of a table stands on a page. A cell is placed when
 * it ends, one over several rows after all that begins beside it; it is read before
 * them (ISO 32000-1 14.8.2.3.1: who reads the content without the structure shall
 * find it in the same order). Artifacts stay behind what they followed. */
#include <stdlib.h>

#include "typeset/table.h"

struct gk_item_place { uint32_t cell, item; }; /* a cell's number, from 1; an item of the part, where it was */

static int by_cell(const void *a, const void *b) {
  const struct gk_item_place *x = a, *y = b;
  if (x->cell != y->cell) return x->cell < y->cell ? -1 : 1;
  return x->item < y->item ? -1 : x->item > y->item;
}

/* Whose the item is: its own cell's, or the one's whose content it follows; 0 above the first. */
static uint32_t cell_after(const struct gk_item *item, uint32_t before) { return item->cell && item->tag ? item->cell->number + 1 : before; }

static bool is_sorted(const struct gk_item *items, size_t n) {
  uint32_t last = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t cell = cell_after(&items[i], last);
    if (cell < last) return false;
    last = cell;
  }
  return true;
}

/* Each item from where it was to where it goes, along the rings that these moves make. */
static void move(struct gk_item *items, struct gk_item_place *places, size_t n) {
  for (uint32_t i = 0; i < n; i++) {
    struct gk_item first = items[i];
    uint32_t at = i;
    for (uint32_t from; (from = places[at].item) != i; at = from) {
      items[at] = items[from];
      places[at].item = at;
    }
    items[at] = first;
    places[at].item = at;
  }
}

bool gk_table_order(struct gk_setter *setter, const struct gk_table_setting *t) {
  size_t n = setter->page->count - t->first_item;
  struct gk_item *items = setter->page->items + t->first_item;
  if (is_sorted(items, n)) return true;
  struct gk_item_place *places = gk_arena_grow(setter->arena, setter->item_places, &setter->place_capacity, n, sizeof *places);
  if (!places) return false;
  setter->item_places = places;
  uint32_t cell = 0;
  for (uint32_t i = 0; i < n; i++) places[i] = (struct gk_item_place){cell = cell_after(&items[i], cell), i};
  qsort(places, n, sizeof *places, by_cell);
  move(items, places, n);
  return true;
}
