/* Numbers that the notice gives itself: sections, lists, ordinals. */
#ifndef GK_BIND_NUMBER_H
#define GK_BIND_NUMBER_H

#include "bind/bind.h"

#define GK_CHINESE_TEXT_MAX 48
/* 一 十一 二十 一百零五 九千九百九十九; beyond 1 to 9999 in digits. Returns the length. */
size_t gk_chinese_number(int64_t n, char out[GK_CHINESE_TEXT_MAX]);

/* What AUTO is at a depth: 一、 （一） 1. （1） ①. Others stay as they are. */
enum gk_numbering gk_number_resolve(enum gk_numbering numbering, unsigned depth);
/* Whether a section of this numbering is a depth for AUTO below it. */
bool gk_number_counts(enum gk_numbering numbering);

#endif
