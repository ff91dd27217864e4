/* Why the system refused, in words. Private to the room. */
#ifndef GK_BASE_REASON_H
#define GK_BASE_REASON_H

struct gk_message;
struct gk_diag_sink;

/* Reports a message whose arguments are {1} the path, {2} the reason in Chinese, {3} in English. */
void gk_report_reason(struct gk_diag_sink *sink, const struct gk_message *message, const char *path, int code);

#endif
