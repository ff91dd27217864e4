/* Where a line may end. */
#ifndef GK_TEXT_BREAKS_H
#define GK_TEXT_BREAKS_H

#include "text/work.h"

/* Fills joints: Unicode's classes, 禁则 at the style's level, 分离禁止, the runs' flags. */
bool gk_breaks_find(struct gk_text_work *work);

/* units.c: binds what 分离禁止 keeps together. */
void gk_units_bind(const struct gk_text_char *chars, size_t n, struct gk_text_joint *joints);

/* sense.c: binds words, names and brackets as the style asks. false after a report. */
bool gk_sense_bind(struct gk_text_work *work);

/* Lowers the rank of the joint before character i, and marks it as inside a unit. */
static inline void gk_joint_bind(struct gk_text_joint *joint) {
  if (joint->rank > GK_BREAK_BOUND) joint->rank = GK_BREAK_BOUND;
  joint->bound = true;
}
/* The same, but better broken than a line that is too loose. */
static inline void gk_joint_part(struct gk_text_joint *joint) {
  if (joint->rank > GK_BREAK_RESORT) joint->rank = GK_BREAK_RESORT;
  joint->bound = true;
}
static inline void gk_joint_discourage(struct gk_text_joint *joint) {
  if (joint->rank > GK_BREAK_POOR) joint->rank = GK_BREAK_POOR;
}

#endif
