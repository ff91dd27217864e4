/* 署名, 成文日期 and the place of a seal (GB/T 9704-2012, 7.3.5). Decides where they
 * stand against each other and the page's edge; a seal is only a place: nothing is
 * drawn there, so that nothing false is said before one is put on.
 *   7.3.5.1 with the office's seal: the date four characters from the right, the
 *           name centred above it; the seal centred on both, a little above their
 *           middle, its top within a line of the text; one that would lie beyond
 *           the text block moves all of it to the left.
 *   7.3.5.2 without: one line below the text the name, two characters from the
 *           right; below it the date, two characters further in than the name; a
 *           longer date keeps two characters from the right and the name moves.
 *   7.3.5.3 with the signer's name stamp: two lines below the text, four
 *           characters from the right; his office two characters left of it; the
 *           date one line below, four characters from the right. */
#include "typeset/setting.h"

struct signing {
  struct gk_setter *setter;
  const struct gk_style *style;
  const struct gk_signature *signature;
  int32_t cell, width;       /* of a character, of the text block */
  int32_t date_width;
};

static int32_t widest_line(const struct gk_paragraph *p) {
  int32_t widest = 0;
  for (size_t i = 0; i < p->count; i++)
    if (p->lines[i].width > widest) widest = p->lines[i].width;
  return widest;
}

/* Starts count from the widest line, so that its place alone decides. */
static struct gk_paragraph *from_widest_line(struct signing *s, struct gk_paragraph *p, int32_t measure) {
  struct gk_line *lines = gk_arena_array(s->setter->arena, p->count + 1, sizeof *lines);
  if (!lines) return NULL;
  int32_t before = (measure - widest_line(p)) / 2;
  for (size_t i = 0; i < p->count; i++) {
    lines[i] = p->lines[i];
    lines[i].start -= before;
  }
  p->lines = lines;
  return p;
}

/* A text in lines of a measure that leaves four characters free on the page; lines of a long name are centred on each other. */
static struct gk_paragraph *set_text(struct signing *s, const struct gk_inlines *inlines, bool centred) {
  struct gk_paragraph *p = gk_arena_alloc(s->setter->arena, sizeof *p);
  struct gk_style style = *s->style;
  style.first_indent = style.indent = 0;
  style.align = centred ? GK_STYLE_CENTER : GK_STYLE_START;
  style.balance = true;
  int32_t measure = s->width - 4 * s->cell;
  if (!p || !gk_set_text(s->setter, &style, inlines, measure, p)) return NULL;
  return centred ? from_widest_line(s, p, measure) : p;
}

static struct gk_unit *add_text(struct signing *s, const struct gk_paragraph *p, int32_t x, struct gk_tag *tag) {
  struct gk_unit *unit = NULL;
  for (size_t i = 0; i < p->count; i++) {
    if (!(unit = gk_unit_line(s->setter, p, i, tag))) return NULL;
    unit->x = x;
    unit->keep = unit->aside = true;
  }
  return unit;
}

static struct gk_tag *new_tag(struct signing *s) { return gk_tag_new(s->setter, s->setter->out->root, GK_TAG_P); }

/* The last of the block: it keeps nothing with it. */
static struct gk_unit *add_date(struct signing *s, const struct gk_paragraph *date, int32_t x) {
  struct gk_tag *tag = new_tag(s);
  struct gk_unit *unit = tag ? add_text(s, date, x, tag) : NULL;
  if (unit) unit->keep = false;
  return unit;
}

/* The seal over the line just added; what follows stands clear of it. */
static bool add_seal(struct signing *s, struct gk_unit *line, struct gk_rect rect, bool keep) {
  struct gk_rect *seal = gk_arena_alloc(s->setter->arena, sizeof *seal);
  if (!seal) return false;
  *seal = rect;
  line->seal = seal;
  int32_t foot = rect.y + rect.height - s->setter->em;
  line->foot = foot > 0 ? foot : 0;
  return gk_flow_blank(s->setter, (line->foot + s->setter->pitch - 1) / s->setter->pitch * 1000, keep);
}

/* ------------------------------------------------------- without a seal */

static bool sign_plainly(struct signing *s, const struct gk_paragraph *date) {
  const struct gk_signature *signature = s->signature;
  int32_t name_width = 0, right = s->width - 2 * s->cell;
  struct gk_paragraph **names = gk_arena_array(s->setter->arena, signature->signer_count + 1, sizeof(struct gk_paragraph *));
  if (!names) return false;
  for (size_t i = 0; i < signature->signer_count; i++) {
    if (!(names[i] = set_text(s, &signature->signers[i], false))) return false;
    if (widest_line(names[i]) > name_width) name_width = widest_line(names[i]);
  }
  /* Names of several offices begin below each other, the one that leads first. */
  int32_t x = right - name_width;
  if (s->date_width > name_width) x = right - s->date_width - 2 * s->cell;
  if (!gk_flow_blank(s->setter, 1000, true)) return false;
  for (size_t i = 0; i < signature->signer_count; i++) {
    struct gk_tag *tag = new_tag(s);
    if (!tag || !add_text(s, names[i], x, tag)) return false;
  }
  return add_date(s, date, x + 2 * s->cell) != NULL;
}

/* ------------------------------------------------------- with the office's seal */

static bool sign_sealed(struct signing *s, const struct gk_paragraph *date) {
  const struct gk_setter *setter = s->setter;
  const struct gk_paragraph *name = set_text(s, &s->signature->signers[0], true);
  struct gk_tag *tag = new_tag(s);
  if (!name || !tag) return false;
  int32_t diameter = setter->page_style->seal, radius = diameter / 2, pitch = setter->pitch, em = setter->em, name_width = widest_line(name);
  /* The middle of it all, from the right edge. */
  int32_t middle = 4 * s->cell + s->date_width / 2;
  if (name_width / 2 > middle) middle = name_width / 2 + 2 * s->cell;
  if (middle < radius) middle = radius;
  /* From the top of the date's line: the middle of name and date is half a line below the seal's. */
  int32_t names = (int32_t)name->count, centre = em / 2 - (names + 1) * pitch / 2;
  /* As few blank lines as keep the seal off the text: its top is then less than a line below. */
  int32_t above = radius + em / 2 - (names + 1) * pitch / 2, blank = above > 0 ? (above + pitch - 1) / pitch : 0;
  if (!gk_flow_blank(s->setter, blank * 1000, true) || !add_text(s, name, s->width - middle - name_width / 2, tag)) return false;
  struct gk_unit *last = add_date(s, date, s->width - middle - s->date_width / 2);
  return last && add_seal(s, last, (struct gk_rect){s->width - middle - radius, centre - radius, diameter, diameter}, false);
}

/* ------------------------------------------------------- with a name stamp */

static bool sign_stamped(struct signing *s, const struct gk_paragraph *date) {
  const struct gk_setter *setter = s->setter;
  const struct gk_paragraph *office = set_text(s, &s->signature->signers[0], false);
  struct gk_tag *tag = new_tag(s);
  if (!office || !tag) return false;
  int32_t width = setter->page_style->stamp_width, height = setter->page_style->stamp_height, pitch = setter->pitch, em = setter->em;
  int32_t right = s->width - 4 * s->cell, x = right - width - 2 * s->cell - widest_line(office);
  /* An odd number of lines, so that the office stands on a line of the grid in the middle of the stamp. */
  int32_t half = (height - em + 2 * pitch - 1) / (2 * pitch), lines = (int32_t)office->count;
  if (!gk_flow_blank(s->setter, (2 + half) * 1000, true)) return false;
  struct gk_unit *unit = add_text(s, office, x < 0 ? 0 : x, tag);
  if (!unit) return false;
  struct gk_rect rect = {right - width, em / 2 - (lines - 1) * pitch / 2 - height / 2, width, height};
  return add_seal(s, unit, rect, true) && gk_flow_blank(s->setter, 1000, true) && add_date(s, date, right - s->date_width);
}

bool gk_set_signature(struct gk_setter *setter, const struct gk_block *block) {
  struct signing s = {.setter = setter, .style = block->style, .signature = block->signature, .cell = gk_cell_of(setter, block->style),
                      .width = setter->page_style->text_width};
  const struct gk_paragraph *date = set_text(&s, &block->signature->date, false);
  if (!date) return false;
  s.date_width = widest_line(date);
  gk_flow_hold(setter); /* 7.3.5.5 */
  switch (block->signature->seal) {
    case GK_SEAL_NONE: return sign_plainly(&s, date);
    case GK_SEAL_OFFICE: return sign_sealed(&s, date);
    case GK_SEAL_NAME: return sign_stamped(&s, date);
  }
  return false;
}
