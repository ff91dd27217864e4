/* Line adjustment after clreq 行内调整: which slots give and take, in which order,
 * to which limit, and the exact distribution over one line.
 *   shrink  line-end mark to 1/2 · word space to 1/4 em · 间隔号 · brackets to
 *           1/2 · ，、；： to 1/2 · 中西间距 to its least · 。？！ to 1/2
 *   stretch word space to 1/2 em · 中西间距 to its most · then every slot alike,
 *           but not inside words, figures, units or beside 连接号 and 分隔号 ·
 *           beyond GK_LOOSE_MOST units too, before their neighbours fall apart
 *           altogether · words only when the line holds nothing else
 * 中西间距 inside a unit (614.21万元) follows the others to their limits, so that
 * both sides of a figure look alike; it only stays out of the last step.
 * Its limits are the style's, else 1/8 and 1/4 em. clreq 拉伸处理 lets it grow to
 * 1/2 em, but then one line's figures stand in holes beside Han that is set
 * solid; 1/4 em is what clreq calls its natural width at most, and a reader
 * does not see it change between 1/8 and 1/4.
 * Lengths are whole mpt: within a class a slot's share is the difference of
 * two rounded-down running totals, so that remainders fall evenly and the same
 * everywhere. Where lines end is for fit.c. */
#include "text/adjust.h"

#include "text/cells.h"

static const struct gk_text_char *first_char(const struct gk_text_work *work, size_t atom) {
  return &work->chars[work->atoms[atom].first_char];
}

/* The last character of an atom that is no combining mark. */
static const struct gk_text_char *last_char(const struct gk_text_work *work, size_t atom) {
  const struct gk_text_atom *a = &work->atoms[atom];
  size_t i = a->first_char + (a->chars > 0 ? a->chars - 1 : 0);
  while (i > a->first_char && work->chars[i].kind == GK_CHAR_EXTEND) i--;
  return &work->chars[i];
}

/* Latin letters, digits and the signs of figures take the 中西间距; points and brackets do not (clreq 中、西文混排). */
static bool takes_gap(const struct gk_text_char *c) {
  if (c->kind != GK_CHAR_LATIN || c->cell) return false;
  switch (c->line_break) { /* ULineBreak: AI AL NU PO PR HL */
    case 1: case 2: case 19: case 21: case 22: case 38: return true;
    default: return false;
  }
}

static bool is_gap(const struct gk_text_char *a, const struct gk_text_char *b) {
  return (a->kind == GK_CHAR_HAN && takes_gap(b)) || (takes_gap(a) && b->kind == GK_CHAR_HAN);
}

struct limits { int32_t natural, least, most; };

static struct limits gap_limits(const struct gk_text_work *work) {
  enum { LEAST = 125, MOST = 250 };
  const struct gk_text_style *style = work->style;
  int32_t natural = style->han_latin_gap, least = style->gap_least < 0 ? LEAST : style->gap_least, most = style->gap_most < 0 ? MOST : style->gap_most;
  if (least > natural) least = natural;
  if (most < natural || natural == 0) most = natural;
  int64_t size = style->size;
  return (struct limits){(int32_t)(size * natural / 1000), (int32_t)(size * least / 1000), (int32_t)(size * most / 1000)};
}

static void set_gap(const struct gk_text_work *work, struct gk_text_atom *a) {
  struct limits gap = gap_limits(work);
  a->space_class = GK_ADJUST_GAP;
  a->slot_shrink = gap.natural - gap.least;
  a->slot_stretch = gap.most - gap.natural;
}

static uint8_t mark_class(const struct gk_text_char *c) {
  switch (c->mark != NULL ? c->mark->mark : GK_MARK_STOP) {
    case GK_MARK_OPEN: case GK_MARK_CLOSE: return GK_ADJUST_BRACKET;
    case GK_MARK_COMMA: return GK_ADJUST_COMMA;
    case GK_MARK_MIDDLE: return GK_ADJUST_MIDDLE;
    default: return GK_ADJUST_STOP;
  }
}

static bool is_full_mark(const struct gk_text_char *c) {
  return c->cell && c->script == GK_FONT_HAN && c->mark->mark <= GK_MARK_STOP;
}

/* Two marks share half an em over a typed space as they do without it. */
static void squeeze_over(struct gk_text_atom *a, struct gk_text_atom *b, int32_t half) {
  int32_t *from = a->trail >= half ? &a->trail : &b->lead;
  *from -= *from < half ? *from : half;
}

/* Spaces typed between Han and Latin are no more than the 中西间距, and beside a full-width point or bracket nothing (clreq 中、西文混排):
 * the first one stands for all. Between other Han a space is meant, and an ideographic space always is. */
static void fold_spaces(struct gk_text_work *work) {
  for (size_t i = 1; i < work->atom_count;) {
    size_t first = i;
    while (i < work->atom_count && work->atoms[i].space && first_char(work, i)->script != GK_FONT_HAN) i++;
    if (i == first || i == work->atom_count || work->atoms[first - 1].space || work->atoms[i].space) {
      i += i == first;
      continue;
    }
    const struct gk_text_char *a = last_char(work, first - 1), *b = first_char(work, i);
    if (a->script == b->script && !is_full_mark(a) && !is_full_mark(b)) continue;
    if (is_full_mark(a) && is_full_mark(b) && gk_mark_squeezes(a->mark->mark, b->mark->mark))
      squeeze_over(&work->atoms[first - 1], &work->atoms[i], work->pitch / 2);
    for (size_t k = first; k < i; k++) {
      bool gap = k == first && is_gap(a, b);
      work->atoms[k].trail = gap ? gap_limits(work).natural : 0;
      work->atoms[k].space_class = gap ? GK_ADJUST_GAP : GK_ADJUST_WORD;
      work->atoms[k].stretch_class = k == first ? GK_STRETCH_COMMON : GK_STRETCH_NONE;
    }
  }
}

/* Space of marks between two atoms, less the half em that neighbours share. */
static void mark_slot(const struct gk_text_work *work, struct gk_text_atom *a, const struct gk_text_atom *b,
                      const struct gk_text_char *ca, const struct gk_text_char *cb) {
  a->slot = a->trail + b->lead;
  if (a->slot > 0 && ca->cell && cb->cell && gk_mark_squeezes(ca->mark->mark, cb->mark->mark))
    a->slot -= a->slot < work->pitch / 2 ? a->slot : work->pitch / 2;
  uint8_t of_a = mark_class(ca), of_b = mark_class(cb);
  a->space_class = a->trail == 0 ? of_b : b->lead == 0 ? of_a : of_a < of_b ? of_a : of_b;
  a->slot_shrink = a->slot;
}

static bool holds_still(const struct gk_text_char *c) { /* 连接号 and 分隔号 */
  return c->mark != NULL && (c->mark->mark == GK_MARK_CONNECT || c->mark->mark == GK_MARK_SLASH);
}

static void after_space(const struct gk_text_work *work, struct gk_text_atom *a, const struct gk_text_atom *b) {
  int32_t size = work->style->size;
  bool bound = work->joints[b->first_char].bound;
  a->slot = a->trail;
  if (a->space_class == GK_ADJUST_GAP) {
    set_gap(work, a);
    a->stretch_class = GK_STRETCH_COMMON;
  } else if (a->slot == 0 && b->lead > 0) {
    a->space_class = mark_class(&work->chars[b->first_char]);
    a->slot_shrink = b->lead;
  } else {
    a->space_class = GK_ADJUST_WORD;
    if (a->slot > 0) a->stretch_class = GK_STRETCH_COMMON;
    if (a->slot > 0 && !bound && work->chars[a->first_char].script != GK_FONT_HAN) {
      a->slot_shrink = a->slot > size / 4 ? a->slot - size / 4 : 0;
      a->slot_stretch = a->slot < size / 2 ? size / 2 - a->slot : 0;
    }
  }
  if (bound && a->stretch_class == GK_STRETCH_COMMON) a->stretch_class = GK_STRETCH_BOUND;
  a->slot += b->lead;
}

static void between(const struct gk_text_work *work, struct gk_text_atom *a, const struct gk_text_atom *b,
                    const struct gk_text_char *ca, const struct gk_text_char *cb) {
  const struct gk_text_joint *joint = &work->joints[b->first_char];
  mark_slot(work, a, b, ca, cb);
  a->stretch_class = GK_STRETCH_COMMON;
  if (is_gap(ca, cb)) {
    a->slot += gap_limits(work).natural;
    set_gap(work, a);
  }
  bool pair = ca->code == cb->code && ca->mark != NULL && (ca->mark->mark == GK_MARK_DASH || ca->mark->mark == GK_MARK_ELLIPSIS);
  if (b->space || joint->rank == GK_BREAK_NEVER || (pair && joint->bound)) a->stretch_class = GK_STRETCH_NONE;
  else if (ca->kind == GK_CHAR_LATIN && cb->kind == GK_CHAR_LATIN) a->stretch_class = GK_STRETCH_LETTER;
  else if (joint->bound || holds_still(ca) || holds_still(cb)) a->stretch_class = GK_STRETCH_BOUND;
}

static int tier_of(uint8_t class) {
  return class <= GK_ADJUST_BRACKET ? 0 : class <= GK_ADJUST_GAP ? 1 : 2;
}

static void add_sum(struct gk_text_work *work, size_t i) {
  const struct gk_text_atom *a = &work->atoms[i];
  struct gk_text_sum *sum = &work->sums[i + 1];
  *sum = work->sums[i];
  sum->natural += (int64_t)a->body + a->slot;
  sum->shrink[tier_of(a->space_class)] += a->slot_shrink;
  sum->stretch += a->slot_stretch;
  switch ((enum gk_stretch_class)a->stretch_class) {
    case GK_STRETCH_COMMON: sum->common++; break;
    case GK_STRETCH_BOUND: sum->bound++; break;
    case GK_STRETCH_LETTER: sum->letter++; break;
    case GK_STRETCH_NONE: break;
  }
  const struct gk_text_char *c = first_char(work, i);
  sum->signs += !a->space && c->mark == NULL;
}

bool gk_adjust_prepare(struct gk_text_work *work) {
  work->sums = gk_arena_array(work->scratch, work->atom_count + 1, sizeof *work->sums);
  if (work->sums == NULL) {
    gk_report_memory(work->sink);
    return false;
  }
  gk_cells_measure(work);
  fold_spaces(work);
  for (size_t i = 0; i < work->atom_count; i++) {
    struct gk_text_atom *a = &work->atoms[i];
    a->rank = i > 0 ? work->joints[a->first_char].rank : GK_BREAK_NEVER;
    if (i + 1 < work->atom_count) {
      const struct gk_text_atom *b = a + 1;
      if (a->space) after_space(work, a, b);
      else between(work, a, b, last_char(work, i), first_char(work, i + 1));
    }
    add_sum(work, i);
  }
  return true;
}

/* --- one line */

/* Space kept after the last atom: none from level gb on (GB/T 15834 5.1.10: 行尾的全角标点占半个字); below that it may be taken first. */
static int32_t end_space(const struct gk_text_work *work, size_t last) {
  const struct gk_text_atom *a = &work->atoms[last];
  if (a->space || work->style->kinsoku >= GK_KINSOKU_GB) return 0;
  return a->trail;
}

struct gk_line_sums gk_adjust_sums(const struct gk_text_work *work, size_t from, size_t end) {
  struct gk_line_sums out = {0};
  if (end <= from) return out;
  const struct gk_text_sum *a = &work->sums[from], *b = &work->sums[end - 1];
  int32_t tail = end_space(work, end - 1);
  out.natural = b->natural - a->natural + work->atoms[end - 1].body + tail;
  for (int t = 0; t < GK_SHRINK_TIERS; t++) out.shrink[t] = b->shrink[t] - a->shrink[t];
  out.shrink[0] += tail;
  out.stretch = b->stretch - a->stretch;
  out.common = b->common - a->common;
  out.bound = b->bound - a->bound;
  out.letter = b->letter - a->letter;
  out.signs = work->sums[end].signs - a->signs;
  return out;
}

/* Which slots take part in one step, and how much each may give or take at most: of one space_class what the slot gives or takes on its
 * own account, or of stretch classes (a set) all alike, up to the limit of looseness or without end. */
enum step_kind { STEP_SHRINK, STEP_OWN, STEP_TO_LIMIT, STEP_ALIKE };
struct step { enum step_kind kind; unsigned classes; };

struct setting {
  const struct gk_text_work *work;
  size_t from, end;
  int32_t *slots, *adjusted;
};

static int32_t loose_most(const struct gk_text_work *work) {
  return (int32_t)((int64_t)work->style->size * GK_LOOSE_MOST / 1000);
}

static int64_t cap_of(const struct setting *line, size_t k, struct step step) {
  const struct gk_text_atom *a = &line->work->atoms[k];
  bool own = step.kind == STEP_SHRINK || step.kind == STEP_OWN;
  if (!(step.classes >> (own ? a->space_class : a->stretch_class) & 1)) return 0;
  switch (step.kind) {
    case STEP_SHRINK: return a->slot_shrink;
    case STEP_OWN: return a->slot_stretch;
    case STEP_TO_LIMIT: return loose_most(line->work);
    case STEP_ALIKE: break;
  }
  return 1;
}

static enum gk_adjust_class counts_as(const struct gk_text_atom *a, struct step step) {
  static const uint8_t stretched[] = {
      [GK_STRETCH_COMMON] = GK_ADJUST_COMMON, [GK_STRETCH_BOUND] = GK_ADJUST_BOUND, [GK_STRETCH_LETTER] = GK_ADJUST_LETTER};
  bool own = step.kind == STEP_SHRINK || step.kind == STEP_OWN;
  return (enum gk_adjust_class)(own ? a->space_class : stretched[a->stretch_class]);
}

/* Gives out at most `amount` and returns what was given. */
static int64_t share(const struct setting *line, int64_t amount, struct step step) {
  const struct gk_text_atom *atoms = line->work->atoms;
  int64_t caps = 0, seen = 0, given = 0;
  for (size_t k = line->from; k + 1 < line->end; k++) caps += cap_of(line, k, step);
  if (caps == 0 || amount <= 0) return 0;
  if (step.kind != STEP_ALIKE && amount > caps) amount = caps;
  for (size_t k = line->from; k + 1 < line->end; k++) {
    seen += cap_of(line, k, step);
    int64_t part = amount * seen / caps - given;
    given += part;
    if (part == 0) continue;
    int32_t change = (int32_t)(step.kind == STEP_SHRINK ? -part : part);
    line->slots[k - line->from] += change;
    line->adjusted[counts_as(&atoms[k], step)] += change;
  }
  return given;
}

static int64_t shrink_line(const struct setting *line, int64_t need) {
  int32_t *tail = &line->slots[line->end - 1 - line->from];
  int64_t left = need, cut = left < *tail ? left : *tail;
  *tail -= (int32_t)cut;
  line->adjusted[GK_ADJUST_END] -= (int32_t)cut;
  left -= cut;
  for (unsigned class = GK_ADJUST_WORD; class <= GK_ADJUST_STOP && left > 0; class++)
    left -= share(line, left, (struct step){STEP_SHRINK, 1u << class});
  return need - left;
}

static int64_t stretch_line(const struct setting *line, int64_t need) {
  static const struct step steps[] = {
      {STEP_OWN, 1u << GK_ADJUST_WORD},
      {STEP_OWN, 1u << GK_ADJUST_GAP},
      {STEP_TO_LIMIT, 1u << GK_STRETCH_COMMON},
      {STEP_ALIKE, 1u << GK_STRETCH_COMMON | 1u << GK_STRETCH_BOUND},
      {STEP_ALIKE, 1u << GK_STRETCH_LETTER},
  };
  int64_t left = need;
  for (size_t s = 0; s < sizeof steps / sizeof steps[0] && left > 0; s++) left -= share(line, left, steps[s]);
  return need - left;
}

int64_t gk_adjust_line(const struct gk_text_work *work, size_t from, size_t end, int64_t width, bool justify, int32_t *slots,
                       int32_t adjusted[GK_ADJUST_COUNT]) {
  struct setting line = {work, from, end, slots, adjusted};
  for (int class = 0; class < GK_ADJUST_COUNT; class++) adjusted[class] = 0;
  if (end <= from) return 0;
  int64_t natural = 0;
  for (size_t k = from; k < end; k++) {
    slots[k - from] = k + 1 < end ? work->atoms[k].slot : end_space(work, k);
    natural += (int64_t)work->atoms[k].body + slots[k - from];
  }
  if (natural > width) return natural - shrink_line(&line, natural - width);
  if (natural < width && justify) return natural + stretch_line(&line, width - natural);
  return natural;
}

int64_t gk_adjust_looseness(const struct gk_text_work *work, const struct gk_line_sums *sums, int64_t need) {
  int64_t limit = loose_most(work), rest = need - sums->stretch, most = limit * sums->common;
  if (rest <= 0) return 0;
  if (rest <= most) return rest / sums->common;
  uint32_t slots = sums->common + sums->bound > 0 ? sums->common + sums->bound : sums->letter > 0 ? sums->letter : 1;
  return (rest - most + slots - 1) / slots + (sums->common > 0 ? limit : 0); /* rounded up: over the limit is over it */
}
