/* Why YAML cannot be read: the guest's English sentence turned into ours. */
#ifndef GK_DATA_YAML_FAULT_H
#define GK_DATA_YAML_FAULT_H

#include "data/tree.h"

/* What the guest said. */
struct gk_yaml_complaint {
  const char *text;
  size_t from, to; /* source bytes of its token; from ≤ to ≤ size */
};

void gk_yaml_explain(struct gk_tree *tree, const struct gk_yaml_complaint *complaint, bool yaml);
/* Reports what people do wrong in the lines of the source bytes [from, to], or in the line before; false when nothing was found. */
bool gk_yaml_explain_lines(struct gk_data_run *run, size_t from, size_t to);

#endif
