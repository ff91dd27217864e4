/* Messages of the raster room. */
#ifndef GK_RASTER_MESSAGES_H
#define GK_RASTER_MESSAGES_H

#include "base/base.h"

extern const struct gk_message gk_msg_raster_size;
extern const struct gk_message gk_msg_raster_png;

#endif
