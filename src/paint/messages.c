#include "paint/messages.h"

const struct gk_message gk_msg_ledger_lost = {
    "ledger.lost", GK_ERROR, GK_STATUS_DOCUMENT,
    "表“{1}”第{2}行第{3}列的内容“{4}”没有印出来。文件未写出；请把数据和版式报告给程序的维护者。",
    "table “{1}”, row {2}, column {3}: the content “{4}” was not painted; nothing was written. Please report the data and the layout"};

const struct gk_message gk_msg_ledger_doubled = {
    "ledger.doubled", GK_ERROR, GK_STATUS_DOCUMENT,
    "表“{1}”第{2}行第{3}列的内容“{4}”印了{5}次。文件未写出；请把数据和版式报告给程序的维护者。",
    "table “{1}”, row {2}, column {3}: the content “{4}” was painted {5} times; nothing was written. Please report the data and the layout"};

const struct gk_message gk_msg_ledger_text = {
    "ledger.text", GK_ERROR, GK_STATUS_DOCUMENT,
    "表“{1}”第{2}行第{3}列应印“{4}”，只印了其中{5}字节。文件未写出；请把数据和版式报告给程序的维护者。",
    "table “{1}”, row {2}, column {3}: of “{4}” only {5} characters were painted; nothing was written. Please report the data and the layout"};
