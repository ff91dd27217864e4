/* What a scalar is: its kind by RFC 8259 or the YAML 1.2 core schema, cut down to
 * JSON's numbers. */
#ifndef GK_DATA_SCALAR_H
#define GK_DATA_SCALAR_H

#include "data/tree.h"

/* Fills kind, text, number and boolean of value; false as the functions of tree.h. */
bool gk_data_scalar_read(struct gk_data_run *run, const struct gk_tree_scalar *scalar, struct gk_value *value);
/* The key of a map in NFC, in the arena. Faults of its characters are reported; NULL only when reading cannot go on. */
const char *gk_data_scalar_key(struct gk_data_run *run, const struct gk_tree_scalar *scalar);
/* Characters of -?(0|[1-9]digits)(.digits)?([eE][+-]?digits)? at the start of text (RFC 8259, 6); 0 when there are none. */
size_t gk_data_number_length(const char *text, size_t n);

#endif
