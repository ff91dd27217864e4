/* What YAML's lines alone decide. */
#ifndef GK_DATA_YAML_LINES_H
#define GK_DATA_YAML_LINES_H

#include "data/run.h"

/* False after reporting a directive, a second document or a line that would cost the guest too much. */
bool gk_yaml_check_lines(struct gk_data_run *run);

#endif
