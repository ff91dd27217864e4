/* Records which datum is printed where, so that a figure can be traced from the
 * page to the data and back. A figure that follows from others is recorded
 * together with those it follows from. */
#include "bind/binder.h"

#define CHAIN_MOST 16 /* formulas that lead to formulas */

static void add_one(struct gk_binder *b, struct gk_fact *fact, const char *printed, struct gk_place layout, unsigned depth) {
  struct gk_use *uses = gk_arena_grow(b->arena, b->uses, &b->use_capacity, b->use_count + 1, sizeof *uses);
  if (!uses) return;
  b->uses = uses;
  uses[b->use_count++] = (struct gk_use){.path = gk_fact_path(b->facts, fact), .layout = layout, .data = fact->place, .printed = printed, .where = b->where};
  if (!fact->derived || depth == 0) return;
  struct gk_operands operands = gk_formula_operands(b->facts, fact, b->sink);
  for (size_t i = 0; i < operands.count; i++)
    if (operands.items[i]->given || operands.items[i]->derived) add_one(b, operands.items[i], printed, layout, depth - 1);
}

void gk_uses_add(struct gk_binder *b, const struct gk_operands *operands, const char *printed, struct gk_place layout) {
  if (!b->gathering) return;
  for (size_t i = 0; i < operands->count; i++) add_one(b, operands->items[i], printed, layout, CHAIN_MOST);
}
