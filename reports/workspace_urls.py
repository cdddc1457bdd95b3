"""Addresses of the workspace, where working data and the official record stand side by side."""

from django.urls import path, re_path

from reports.views.workspace import (
    adding,
    answers,
    board,
    comments,
    details,
    documents,
    evidence,
    evidence_files,
    exports,
    history,
    home,
    imports,
    layouts,
    measures,
    notices,
    openings,
    papers,
    plans,
    previews,
    problems,
    publications,
    reviews,
    routes,
    saving,
    start,
    submissions,
)
from reports.views.workspace import bin as bin_views

app_name = "workspace"

_SETTINGS = r"^settings/(?P<code>[0-9a-z][0-9a-z-]{0,31})/"
_ORGANIZATION = r"^plans/(?P<code>[0-9a-z][0-9a-z-]{0,31})/"
_PLAN = _ORGANIZATION + r"(?P<year>[0-9]{4})/"
_IMPORT = _ORGANIZATION + r"imports/(?P<import_id>[1-9][0-9]{0,17})/"
_MEASURE = _PLAN + r"measures/(?P<measure_id>[1-9][0-9]{0,17})/"
_ENTRY = _MEASURE + r"history/(?P<entry_id>[1-9][0-9]{0,17})/"
_FINDING = _PLAN + r"problems/(?P<fingerprint>[0-9a-f]{64})/"
_COMMENT = _PLAN + r"comments/(?P<comment_id>[1-9][0-9]{0,17})/"
_EVIDENCE = _PLAN + r"evidence/(?P<evidence_id>[1-9][0-9]{0,17})/"

urlpatterns = [
    path("work/", home.home, name="home"),
    path("work/notices/read/", notices.notices_read, name="notices_read"),
    re_path(_SETTINGS + "approval/$", routes.route_edit, name="route_edit"),
    re_path(_SETTINGS + "layouts/$", layouts.layout_list, name="layout_list"),
    re_path(_PLAN + "$", plans.plan_detail, name="plan_detail"),
    re_path(_ORGANIZATION + "start/$", start.plan_start, name="plan_start"),
    re_path(_ORGANIZATION + "imports/$", imports.import_start, name="import_start"),
    re_path(_IMPORT + "$", imports.import_review, name="import_review"),
    re_path(_IMPORT + "done/$", imports.import_done, name="import_done"),
    re_path(_IMPORT + "undo/$", imports.import_undo, name="import_undo"),
    re_path(_IMPORT + "discard/$", imports.import_discard, name="import_discard"),
    re_path(_PLAN + "measures/add/$", adding.measure_add, name="measure_add"),
    re_path(_PLAN + "details/$", details.plan_edit, name="plan_edit"),
    re_path(_PLAN + "details/layout/$", details.plan_layout, name="plan_layout"),
    re_path(_PLAN + "layout/$", layouts.layout_edit, name="layout_edit"),
    re_path(_PLAN + "order/$", plans.plan_order, name="plan_order"),
    re_path(_PLAN + "board/$", board.board_detail, name="board_detail"),
    re_path(_PLAN + "board/due/$", board.board_due, name="board_due"),
    re_path(_PLAN + "board/remind/$", board.board_remind, name="board_remind"),
    re_path(_PLAN + "bin/$", bin_views.bin_detail, name="bin_detail"),
    re_path(_MEASURE + "bin/$", bin_views.measure_bin, name="measure_bin"),
    re_path(_MEASURE + "restore/$", bin_views.measure_restore, name="measure_restore"),
    re_path(_MEASURE + "duplicate/$", bin_views.measure_duplicate, name="measure_duplicate"),
    re_path(_PLAN + "problems/$", problems.problem_list, name="problem_list"),
    re_path(_FINDING + "dismiss/$", problems.problem_dismiss, name="problem_dismiss"),
    re_path(_FINDING + "restore/$", problems.problem_restore, name="problem_restore"),
    re_path(_PLAN + "submit/$", submissions.submission_create, name="submission_create"),
    re_path(_PLAN + "submission/$", submissions.submission_detail, name="submission_detail"),
    re_path(_PLAN + "review/$", reviews.review_detail, name="review_detail"),
    re_path(_PLAN + "review/table/$", reviews.review_table, name="review_table"),
    re_path(_PLAN + "review/evidence/$", reviews.review_evidence, name="review_evidence"),
    re_path(_PLAN + "review/pdf/$", reviews.review_pdf, name="review_pdf"),
    re_path(_PLAN + "review/return/$", reviews.review_return, name="review_return"),
    re_path(_PLAN + "review/approve/$", reviews.review_approve, name="review_approve"),
    re_path(_PLAN + "review/paper/$", papers.paper_create, name="paper_create"),
    re_path(
        _PLAN + "review/paper/(?P<decision_id>[1-9][0-9]{0,17})/$",
        papers.paper_scan,
        name="paper_scan",
    ),
    re_path(_PLAN + "review/pull-back/$", reviews.review_pull_back, name="review_pull_back"),
    re_path(_PLAN + "open/$", openings.opening_detail, name="opening_detail"),
    re_path(_PLAN + "open/more/$", openings.opening_more, name="opening_more"),
    re_path(_PLAN + "comments/$", comments.comment_list, name="comment_list"),
    re_path(_PLAN + "comments/add/$", comments.comment_add, name="comment_add"),
    re_path(_COMMENT + "answer/$", comments.comment_answer, name="comment_answer"),
    re_path(_COMMENT + "close/$", comments.comment_close, name="comment_close"),
    re_path(_COMMENT + "reopen/$", comments.comment_reopen, name="comment_reopen"),
    re_path(_PLAN + "publish/$", publications.publication_create, name="publication_create"),
    re_path(_PLAN + "publish/stop/$", publications.publication_stop, name="publication_stop"),
    re_path(_PLAN + "publication/$", publications.publication_detail, name="publication_detail"),
    re_path(
        _PLAN + "publication/check/$", publications.publication_check, name="publication_check"
    ),
    re_path(_PLAN + "reopen/$", publications.publication_reopen, name="publication_reopen"),
    re_path(_PLAN + "withdraw/$", publications.publication_withdraw, name="publication_withdraw"),
    re_path(_PLAN + "evidence/$", evidence.evidence_list, name="evidence_list"),
    re_path(_PLAN + "evidence/zip/$", evidence_files.evidence_zip, name="evidence_zip"),
    re_path(_PLAN + "evidence/add/$", evidence.evidence_add, name="evidence_add"),
    re_path(_PLAN + "evidence/link/$", evidence.evidence_link, name="evidence_link"),
    re_path(_MEASURE + "evidence/none/$", evidence.evidence_none, name="evidence_none"),
    re_path(
        _PLAN + "evidence/files/(?P<sha256>[0-9a-f]{64})/$",
        evidence_files.evidence_by_hash,
        name="evidence_by_hash",
    ),
    re_path(_EVIDENCE + "edit/$", evidence.evidence_edit, name="evidence_edit"),
    re_path(_EVIDENCE + "move/$", evidence.evidence_move, name="evidence_move"),
    re_path(_EVIDENCE + "delete/$", evidence.evidence_delete, name="evidence_delete"),
    re_path(_EVIDENCE + "restore/$", evidence.evidence_restore, name="evidence_restore"),
    re_path(_EVIDENCE + "file/$", evidence_files.evidence_file, name="evidence_file"),
    re_path(
        _EVIDENCE + "thumbnail/$", evidence_files.evidence_thumbnail, name="evidence_thumbnail"
    ),
    re_path(_PLAN + "preview/$", previews.plan_preview, name="plan_preview"),
    re_path(_PLAN + "preview/pdf/$", previews.plan_preview_pdf, name="plan_preview_pdf"),
    re_path(_PLAN + "answer/$", answers.answer_detail, name="answer_detail"),
    re_path(_PLAN + "answer/check/$", answers.answer_check, name="answer_check"),
    re_path(_PLAN + "document/$", documents.document_detail, name="document_detail"),
    re_path(_PLAN + "document/edit/$", documents.document_edit, name="document_edit"),
    re_path(
        _PLAN + "document/(?P<format_name>pdf|docx|xlsx)/$",
        documents.document_file,
        name="document_file",
    ),
    re_path(_PLAN + "exports/$", exports.export_create, name="export_create"),
    re_path(_PLAN + "exports/missing/$", exports.export_store, name="export_store"),
    re_path(_PLAN + "period/$", saving.period_read, name="period_read"),
    re_path(_MEASURE + "$", measures.measure_edit, name="measure_edit"),
    re_path(_MEASURE + "preview/$", previews.measure_preview, name="measure_preview"),
    re_path(_MEASURE + "history/$", history.measure_history, name="measure_history"),
    re_path(_ENTRY + "restore/$", history.entry_restore, name="entry_restore"),
    re_path(_MEASURE + "paste/$", measures.measure_paste, name="measure_paste"),
    re_path(_MEASURE + "steps/$", saving.measure_steps, name="measure_steps"),
    re_path(_MEASURE + "findings/$", saving.measure_findings, name="measure_findings"),
    re_path(_MEASURE + "presence/$", saving.measure_presence, name="measure_presence"),
    re_path(_MEASURE + "confirmed/$", saving.measure_confirmed, name="measure_confirmed"),
    re_path(_MEASURE + "meaning/$", saving.measure_meaning, name="measure_meaning"),
    re_path(_MEASURE + "changes/$", saving.measure_changes, name="measure_changes"),
]
