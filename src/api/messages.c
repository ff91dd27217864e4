#include "api/messages.h"

const struct gk_message gk_msg_api_no_layout = {
    "api.no-layout", GK_ERROR, GK_STATUS_INPUT,
    "数据没有写明版式。请在数据开头写“版式”（如 \"版式\": \"{1}\"），或者用 -l 指定；gongkai layouts 列出现有的版式。",
    "the data does not say which layout it is for; write the key 版式 (such as “{1}”) or give -l; `gongkai layouts` lists them"};

const struct gk_message gk_msg_api_no_document = {
    "api.no-document", GK_ERROR, GK_STATUS_INPUT, "版式“{1}”没有名为“{2}”的文件。它有：{3}。",
    "layout “{1}” has no document “{2}”; it has: {3}"};

const struct gk_message gk_msg_api_no_profile_file = {
    "api.no-colour-profile", GK_ERROR, GK_STATUS_ENVIRONMENT,
    "缺少色彩描述文件“{1}”（软件包 icc-profiles-free）。请运行 fonts/fetch 重新取得。",
    "the colour profile “{1}” is missing (package icc-profiles-free); run fonts/fetch"};

const struct gk_message gk_msg_api_dpi = {
    "api.dpi", GK_ERROR, GK_STATUS_INPUT, "分辨率须在18至1200之间，现为{1}。", "the resolution must be from 18 to 1200, not {1}"};

const struct gk_message gk_msg_api_no_attachment = {
    "api.no-attachment", GK_ERROR, GK_STATUS_INPUT, "PDF里没有名为“{1}”的附件。它有：{2}。", "the PDF has no attachment “{1}”; it has: {2}"};
