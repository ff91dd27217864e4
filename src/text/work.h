/* What the steps of one paragraph hand to each other. Private to the room.
 *   hygiene.c, orthography.c   runs → text and characters
 *   segment.c   characters get their script; segments are shaped into atoms
 *   breaks.c, units.c, sense.c   joints: what may happen between two characters
 *   adjust.c    atoms get cells, slots and sums; a line gets its exact widths
 *   fit.c, balance.c   where the lines end
 *   paragraph.c ties them together and writes the lines */
#ifndef GK_TEXT_WORK_H
#define GK_TEXT_WORK_H

#include "text/punctuation.h"
#include "text/text.h"

enum gk_char_kind {
  GK_CHAR_HAN,    /* ideograph, kana, bopomofo: takes the 中西间距 towards Latin */
  GK_CHAR_SYMBOL, /* anything else set in the Han face that is no mark: ① ≥ ㎡ */
  GK_CHAR_LATIN,
  GK_CHAR_SPACE,
  GK_CHAR_EXTEND  /* combining mark or variation selector: goes with the character before */
};

struct gk_text_char {
  uint32_t code, at, run;       /* at: byte offset in the paragraph's text */
  uint32_t in_run;              /* byte offset in its run's text */
  uint8_t kind;                 /* enum gk_char_kind; of marks: LATIN or SYMBOL by face */
  uint8_t script;               /* enum gk_font_script: who shapes it */
  uint8_t line_break;           /* ICU's ULineBreak value */
  bool cell;                    /* set in the cell of its mark row */
  const struct gk_mark_row *mark;
};

/* Between character i-1 and i. The higher the rank, the better the break; a last resort lowers the bar step by step. */
enum gk_break_rank {
  GK_BREAK_NEVER,     /* inside a cluster, before a space */
  GK_BREAK_KINSOKU,   /* 禁则 */
  GK_BREAK_LETTER,    /* inside a Latin word, a number */
  GK_BREAK_BOUND,     /* 分离禁止 */
  GK_BREAK_INSIDE,    /* between the words of a name, a bracket: only when it is wider than the line */
  GK_BREAK_RESORT,    /* allowed rather than a line that is too loose (GK_LOOSE_MOST) */
  GK_BREAK_POOR,      /* allowed, better not */
  GK_BREAK_PLAIN,
  GK_BREAK_SENSE,     /* a turn of the sense: beside a name, before 关于 */
  GK_BREAK_GOOD       /* the layout says so */
};
struct gk_text_joint {
  uint8_t rank;       /* enum gk_break_rank */
  bool bound;         /* inside a unit that is not stretched either */
};

/* How a slot takes part when word spaces and 中西间距 have reached their limits. */
enum gk_stretch_class {
  GK_STRETCH_NONE,    /* never: within a two-em unit, before a space */
  GK_STRETCH_COMMON,  /* between characters, all alike */
  GK_STRETCH_BOUND,   /* inside a unit, beside a connector: only when the line has nothing else */
  GK_STRETCH_LETTER   /* inside a word: only when the line has nothing else at all */
};

/* The smallest piece that is set: one cluster of the shaper. All lengths mpt. */
struct gk_text_atom {
  uint32_t from, to;            /* bytes of the text */
  uint32_t first_char, chars;
  uint32_t first_glyph, glyphs;
  uint8_t rank;                 /* of the break before it */
  bool space;
  int32_t lead, body, trail;    /* its cell: adjustable space, its own part, adjustable space */
  int32_t shift, rise;          /* from the start of body, and from the baseline up, to the glyphs' origin */
  /* the slot between this atom and the next */
  int32_t slot, slot_shrink, slot_stretch; /* its width, what it gives, what it takes on its own account */
  uint8_t space_class;          /* enum gk_adjust_class, WORD to STOP: whose space it is */
  uint8_t stretch_class;        /* enum gk_stretch_class */
};

/* Sums over the atoms before one; differences give a line in constant time. */
enum { GK_SHRINK_TIERS = 3 };
struct gk_text_sum {
  int64_t natural, shrink[GK_SHRINK_TIERS], stretch;
  uint32_t common, bound, letter; /* slots that may be stretched at each last step */
  uint32_t signs;                 /* characters that are neither marks nor spaces */
};

struct gk_text_work {
  struct gk_fonts *fonts;
  struct gk_arena *scratch;     /* gone when the paragraph is done */
  struct gk_arena *arena;       /* the caller's: what the result points to */
  const struct gk_text_style *style;
  const struct gk_text_run *runs;
  size_t run_count;
  struct gk_diag_sink *sink;
  bool faulty;                  /* characters were refused or are in no font; the rest can be set */
  int32_t pitch;                /* of the cell, ≥ size */
  char *text;
  size_t size;
  struct gk_text_char *chars;
  size_t char_count;
  uint32_t *starts;             /* of each run: its first byte in text */
  uint32_t *forced;             /* characters before which a line must end, ascending; twice the same: an empty line */
  size_t forced_count;
  struct gk_text_joint *joints; /* char_count + 1; the first and the last are not used */
  struct gk_glyphs glyphs;
  struct gk_text_atom *atoms;
  size_t atom_count, atom_capacity;
  struct gk_text_sum *sums;     /* atom_count + 1 */
};

/* The data's place of characters [from, to), as exactly as their run's allows; before their text is written too. */
struct gk_place gk_text_char_place(const struct gk_text_work *work, size_t from, size_t to);
/* A superscript or subscript: six tenths of the size; its foot a third of an em above the baseline, so that figures end a little above
 * capitals, or its figures' middle on the baseline's foot. */
static inline bool gk_text_is_script(const struct gk_text_work *work, uint32_t run) { return work->runs[run].flags & (GK_RUN_SUPER | GK_RUN_SUB); }
static inline int32_t gk_text_size_of(const struct gk_text_work *work, uint32_t run) {
  return gk_text_is_script(work, run) ? work->style->size * 6 / 10 : work->style->size;
}
static inline int32_t gk_text_rise_of(const struct gk_text_work *work, uint32_t run) {
  unsigned flags = work->runs[run].flags;
  return flags & GK_RUN_SUPER ? work->style->size / 3 : flags & GK_RUN_SUB ? -work->style->size / 7 : 0;
}

/* The data's place of bytes [from, to) of the text, which stand in one run: these very bytes when the source has them there, else all
 * of the run's place (or the layout's when the text comes from there). */
struct gk_place gk_text_place(const struct gk_text_work *work, uint32_t run, uint32_t from, uint32_t to);

#endif
