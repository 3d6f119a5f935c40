"""Every address of the workbench. A row for each stands in the table of permissions that the tests walk."""

from __future__ import annotations

from django.urls import path

from nianbao.web.pages.account import views as account
from nianbao.web.pages.analysis import views as analysis
from nianbao.web.pages.answering import views as answering
from nianbao.web.pages.api.urls import urlpatterns as api
from nianbao.web.pages.campaigns import views as campaigns
from nianbao.web.pages.cases import choosing
from nianbao.web.pages.cases import views as cases
from nianbao.web.pages.district import corrections, packages
from nianbao.web.pages.district import views as district
from nianbao.web.pages.drafts import views as drafts
from nianbao.web.pages.entrance import views as entrance
from nianbao.web.pages.language import views as language
from nianbao.web.pages.manuscripts import chapters, editing, reading, round_trip, starting
from nianbao.web.pages.manuscripts import views as manuscripts
from nianbao.web.pages.notices import views as notices
from nianbao.web.pages.organisations import views as organisations
from nianbao.web.pages.people import views as people
from nianbao.web.pages.portal.urls import urlpatterns as portal
from nianbao.web.pages.releases.urls import urlpatterns as releases
from nianbao.web.pages.school import views as school
from nianbao.web.pages.sealing import views as sealing
from nianbao.web.pages.staff import sessions
from nianbao.web.pages.staff import views as staff
from nianbao.web.pages.surveys import rounds as survey_rounds
from nianbao.web.pages.surveys import views as surveys

ORGANISATION = "organisations/<int:organisation>/"
PERSON = f"{ORGANISATION}people/<int:number>/"
SUBMISSION = "submissions/<int:number>/"
REVIEW = "reviews/<int:number>/"
CAMPAIGN = "campaigns/<int:number>/"
MANUSCRIPT = "manuscripts/<int:number>/"
RETURNED = f"{MANUSCRIPT}word/<int:file>/"
OLD_REPORT = f"{MANUSCRIPT}old-report/<int:old>/"
CHAPTER = "chapters/<int:number>/"
SURVEY = "surveys/<int:number>/"
ROUND = "survey-rounds/<int:number>/"
CASE = "cases/<int:number>/"

urlpatterns = [
    # First, because a thousand a second ask for them and each address above costs every one of them a comparison.
    path("s/<slug:link>/", answering.class_page, name="answer-class"),
    path("s/<slug:link>/<slug:code>/", answering.answer_page, name="answer"),
    path("", entrance.home, name="home"),
    path("sign-in/", entrance.sign_in, name="sign-in"),
    path("sign-in/demo/", entrance.demo_sign_in, name="demo-sign-in"),
    path("sign-in/code/", entrance.sign_in_code, name="sign-in-code"),
    path("sign-in/forgotten/", account.forgotten, name="forgotten"),
    path("welcome/<str:token>/", account.welcome, name="welcome"),
    path("sign-out/", entrance.sign_out, name="sign-out"),
    path("account/", entrance.account, name="account"),
    path("account/sessions/<int:number>/end/", entrance.end_sign_in, name="end-sign-in"),
    path("account/sessions/others/end/", account.end_others, name="end-others"),
    path("account/deputies/", account.deputies, name="deputies"),
    path("account/act-for/", account.act_for, name="act-for"),
    path("account/second-factor/", account.second_factor, name="second-factor"),
    path("people/", people.branches, name="branches"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add_at_top, name="organisation-add-top"),
    path(ORGANISATION, organisations.organisation_detail, name="organisation"),
    path(f"{ORGANISATION}add/", organisations.add, name="organisation-add"),
    path(f"{ORGANISATION}change/", organisations.change, name="organisation-change"),
    path(f"{ORGANISATION}analysis/", analysis.analysis, name="analysis"),
    path(f"{ORGANISATION}analysis/<slug:part>.<slug:extension>", analysis.analysis_file, name="analysis-file"),
    path(f"{ORGANISATION}people/", people.people, name="people"),
    path(f"{ORGANISATION}people/invite/", people.invitation, name="invite"),
    path(PERSON, people.person_detail, name="person"),
    path(f"{PERSON}roles/", people.change_roles, name="person-roles"),
    path(f"{PERSON}link/", people.another_link, name="person-link"),
    path(f"{PERSON}hand-over/", people.hand_over_work, name="person-hand-over"),
    path(f"{PERSON}access/", people.change_access, name="person-access"),
    path("language/", language.language, name="language"),
    path("notices/", notices.notices, name="notices"),
    path("health/", entrance.health, name="health"),
    path("participations/<int:participation>/start/", school.start, name="start"),
    path(SUBMISSION, school.submission_detail, name="submission"),
    path(f"{SUBMISSION}tables/<slug:table>/", school.table_entry, name="table"),
    path(f"{SUBMISSION}save/", school.save, name="save"),
    path(f"{SUBMISSION}findings/", school.touched_findings, name="touched-findings"),
    path(f"{SUBMISSION}lists/<slug:list_id>/", school.list_entry, name="list"),
    path(f"{SUBMISSION}findings/<slug:finding>/repairs/<int:choice>/", school.repair, name="repair"),
    path(f"{SUBMISSION}findings/<slug:finding>/explain/", school.explain_finding, name="explain"),
    path(f"{SUBMISSION}explanations/<int:explanation>/withdraw/", school.withdraw, name="withdraw"),
    path(f"{SUBMISSION}evidence/", school.add_evidence_to, name="evidence-add"),
    path(f"{SUBMISSION}evidence/<int:evidence>/", school.evidence_file, name="evidence"),
    path(f"{SUBMISSION}evidence/<int:evidence>/remove/", school.remove_evidence_from, name="evidence-remove"),
    path(f"{SUBMISSION}package/", school.package, name="package"),
    path(f"{SUBMISSION}workbook/", school.workbook, name="workbook"),
    path(f"{SUBMISSION}workbook/preview/", school.workbook_preview, name="workbook-preview"),
    path(f"{SUBMISSION}workbook/<int:upload>/apply/", school.workbook_apply, name="workbook-apply"),
    path(f"{SUBMISSION}pass/", school.internal_pass, name="pass"),
    path(f"{SUBMISSION}hand-in/", school.hand_in_page, name="hand-in"),
    path(f"{SUBMISSION}statement/", school.statement_sheet, name="statement-sheet"),
    path(f"{SUBMISSION}signed-page/", school.signed_page_add, name="signed-page-add"),
    path(f"{SUBMISSION}signed-page/<int:hand_in>/", school.signed_page, name="signed-page"),
    path(f"{SUBMISSION}history/", school.history, name="history"),
    path(f"{SUBMISSION}remarks.<slug:extension>", school.remark_file, name="remark-list"),
    path(f"{SUBMISSION}remarks/<int:remark>/reply/", school.reply_to_remark, name="reply"),
    path("districts/<int:district>/campaigns/new/", district.campaign_new, name="campaign-new"),
    path(CAMPAIGN, district.board, name="board"),
    path(f"{CAMPAIGN}board.xlsx", campaigns.board_file, name="board-file"),
    path(f"{CAMPAIGN}owing/", campaigns.owing, name="owing"),
    path(f"{CAMPAIGN}remind/", campaigns.reminder, name="remind"),
    path(f"{CAMPAIGN}statement/", campaigns.statement, name="statement-words"),
    path(f"{CAMPAIGN}announce/", district.announcement, name="announce"),
    path(f"{CAMPAIGN}participations/<int:participation>/extend/", district.extension, name="extend"),
    path(f"{CAMPAIGN}packages/", district.packages, name="packages"),
    path(f"{CAMPAIGN}packages/<int:upload>/file/", district.package_apply, name="package-apply"),
    path(
        f"{CAMPAIGN}packages/<int:upload>/findings.<slug:extension>",
        packages.package_findings,
        name="package-findings",
    ),
    path(f"{CAMPAIGN}compare/", district.compare, name="compare"),
    path(f"{CAMPAIGN}many/", district.many, name="many"),
    path(f"{CAMPAIGN}aggregate/", district.aggregate_page, name="aggregate"),
    path(f"{CAMPAIGN}aggregate/annex.<slug:extension>", district.aggregate_file, name="aggregate-file"),
    path(f"{CAMPAIGN}figures/<slug:indicator>/", corrections.figure, name="figure"),
    path(f"{CAMPAIGN}figures/<slug:indicator>/correct/", corrections.make, name="correct"),
    path(f"{CAMPAIGN}corrections/", corrections.corrections, name="corrections"),
    path(f"{CAMPAIGN}corrections/<int:correction>/withdraw/", corrections.withdraw, name="correction-withdraw"),
    path(f"{CAMPAIGN}corrections/<int:correction>/confirm/", corrections.confirm, name="correction-confirm"),
    path(f"{CAMPAIGN}corrections/<int:correction>/file/", corrections.evidence, name="correction-evidence"),
    path(REVIEW, district.review, name="review"),
    path(f"{REVIEW}report/", reading.handed_in, name="review-report"),
    path(f"{REVIEW}package/", packages.returned_package, name="returned-package"),
    path(f"{REVIEW}peers/", district.peers, name="peers"),
    path(f"{REVIEW}remarks.<slug:extension>", district.remark_file, name="review-remark-list"),
    path(f"{REVIEW}evidence/<int:evidence>/", district.evidence_file, name="review-evidence"),
    path(f"{REVIEW}signed-page/<int:hand_in>/", district.signed_page, name="review-signed-page"),
    path(f"{REVIEW}receive/", district.receive_submission, name="receive"),
    path(f"{REVIEW}return/", district.return_submission, name="return"),
    path(f"{REVIEW}accept/", district.accept_submission, name="accept"),
    path(f"{REVIEW}reopen/", district.reopen_submission, name="reopen"),
    path(f"{REVIEW}remarks/", district.remark_on, name="remark"),
    path(f"{REVIEW}remarks/<int:remark>/", district.answer_remark, name="answer-remark"),
    path(f"{CAMPAIGN}manuscripts/<int:organisation>/", manuscripts.start, name="manuscript-start"),
    path(MANUSCRIPT, manuscripts.manuscript, name="manuscript"),
    path(f"{MANUSCRIPT}front/", manuscripts.front, name="manuscript-front"),
    path(f"{MANUSCRIPT}chapters/", manuscripts.chapter_add, name="chapter-add"),
    path(f"{MANUSCRIPT}preview/", manuscripts.preview, name="manuscript-preview"),
    path(f"{MANUSCRIPT}report.<slug:extension>", manuscripts.output, name="manuscript-output"),
    path(f"{MANUSCRIPT}figures/", editing.figures, name="manuscript-figures"),
    path(f"{MANUSCRIPT}words/", editing.words, name="manuscript-words"),
    path(f"{MANUSCRIPT}pictures/", editing.picture_add, name="manuscript-picture-add"),
    path(f"{MANUSCRIPT}pictures/<int:picture>/", editing.picture, name="manuscript-picture"),
    path(f"{MANUSCRIPT}word/", round_trip.word, name="word"),
    path(RETURNED, round_trip.returned_file, name="returned-file"),
    path(f"{RETURNED}decide/", round_trip.returned_decide, name="returned-decide"),
    path(f"{RETURNED}compare/", round_trip.returned_compare, name="returned-compare"),
    path(f"{RETURNED}file/", round_trip.returned_original, name="returned-original"),
    path(f"{RETURNED}pictures/<str:name>", round_trip.returned_picture, name="returned-picture"),
    path(f"{MANUSCRIPT}old-report/", starting.old_reports, name="old-reports"),
    path(OLD_REPORT, starting.old_report, name="old-report"),
    path(f"{OLD_REPORT}put/", starting.old_report_put, name="old-report-put"),
    path(f"{OLD_REPORT}pictures/<str:name>", starting.old_report_picture, name="old-report-picture"),
    path(f"{CHAPTER}content/", editing.content, name="chapter-content"),
    path(f"{CHAPTER}save/", editing.save, name="chapter-save"),
    path(f"{CHAPTER}presence/", editing.presence, name="chapter-presence"),
    path(f"{CHAPTER}advice/", editing.advice, name="chapter-advice"),
    path(f"{CHAPTER}hand-numbers/", editing.hand_number, name="chapter-hand-number"),
    path(f"{CHAPTER}seen/", editing.seen, name="chapter-seen"),
    path(CHAPTER, chapters.chapter, name="chapter"),
    path(f"{CHAPTER}text/", chapters.chapter_text, name="chapter-text"),
    path(f"{CHAPTER}people/", manuscripts.chapter_people, name="chapter-people"),
    path(f"{CHAPTER}place/", manuscripts.chapter_place, name="chapter-place"),
    path(f"{CHAPTER}state/", manuscripts.chapter_state, name="chapter-state"),
    path(f"{CHAPTER}revisions/", chapters.revisions, name="chapter-revisions"),
    path(f"{CHAPTER}revisions/<int:revision>/restore/", chapters.revision_restore, name="revision-restore"),
    path(f"{CHAPTER}revisions/<int:revision>/decide/", chapters.revision_decide, name="revision-decide"),
    path(f"{CHAPTER}comments/", chapters.comment_add, name="comment-add"),
    path(f"{CHAPTER}comments/<int:comment>/", chapters.comment_act, name="comment-act"),
    path(f"{MANUSCRIPT}sheet/", sealing.sheet, name="sheet"),
    path(f"{MANUSCRIPT}sheet.<slug:extension>", sealing.sheet_file, name="sheet-file"),
    path(f"{MANUSCRIPT}sign/", sealing.sign, name="sheet-sign"),
    path(f"{MANUSCRIPT}signatures/<int:signature>/withdraw/", sealing.withdraw, name="signature-withdraw"),
    path(f"{MANUSCRIPT}seal/", sealing.ask, name="seal-ask"),
    path("seals/<int:number>/", sealing.seal, name="seal"),
    path("seals/<int:number>/state/", sealing.state, name="seal-state"),
    path("seals/<int:number>/package.zip", sealing.package, name="seal-package"),
    path(f"{ORGANISATION}cases/", cases.library, name="cases"),
    path(f"{MANUSCRIPT}cases/new/", cases.new, name="case-new"),
    path(f"{CAMPAIGN}case-rules/", cases.rules, name="case-rules"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}write/", cases.write, name="case-write"),
    path(f"{CASE}remove/", cases.remove, name="case-remove"),
    path(f"{CASE}offer/", cases.offer_case, name="case-offer"),
    path(f"{CASE}consents/", cases.consent_add, name="case-consent-add"),
    path(f"{CASE}consents/<int:consent>/", cases.consent_paper, name="case-consent"),
    path(f"{CASE}consents/<int:consent>/withdraw/", cases.consent_withdraw, name="case-consent-withdraw"),
    path(f"{CASE}mask/", cases.mask_case, name="case-mask"),
    path(f"{CASE}beside/<int:other>/", cases.side_by_side, name="case-beside"),
    path(f"{CASE}pictures/<int:picture>/", cases.picture, name="case-picture"),
    path(f"{CASE}choose/", choosing.choose_case, name="case-choose"),
    path(f"{CASE}decline/", choosing.decline_case, name="case-decline"),
    path(f"{SUBMISSION}surveys/", surveys.surveys, name="surveys"),
    path(f"{SUBMISSION}surveys/<slug:group>/", surveys.prepare, name="survey-prepare"),
    path(SURVEY, surveys.survey_detail, name="survey"),
    path(f"{SURVEY}results/", surveys.results, name="survey-results"),
    path(f"{SURVEY}open/", surveys.begin, name="survey-open"),
    path(f"{SURVEY}close/", surveys.end, name="survey-close"),
    path(f"{SURVEY}extend/", surveys.extend, name="survey-extend"),
    path(f"{SURVEY}remind/", surveys.reminder, name="survey-remind"),
    path(f"{SURVEY}fill/", surveys.fill, name="survey-fill"),
    path(f"{SURVEY}posters/", surveys.posters, name="survey-posters"),
    path(f"{SURVEY}slips/<int:group>/", surveys.slips, name="survey-slips"),
    path(f"{SURVEY}sheets/<int:group>/", surveys.sheets, name="survey-sheets"),
    path(f"{SURVEY}paper/", surveys.paper, name="survey-paper"),
    path(f"{SURVEY}import/", surveys.import_page, name="survey-import"),
    path(f"{SURVEY}answers.<slug:extension>", surveys.answers_file, name="survey-answers"),
    path(f"{CAMPAIGN}surveys/", survey_rounds.campaign_surveys, name="campaign-surveys"),
    path(f"{CAMPAIGN}surveys/launch/<slug:group>/", survey_rounds.launch, name="survey-launch"),
    path(ROUND, survey_rounds.round_detail, name="survey-round"),
    path(f"{ROUND}results/", survey_rounds.round_results, name="survey-round-results"),
    path(f"{ROUND}results.csv", survey_rounds.round_file, name="survey-round-file"),
    path(f"{ROUND}open/", survey_rounds.begin_all, name="survey-round-open"),
    path(f"{ROUND}extend/", survey_rounds.extend_all, name="survey-round-extend"),
    path(f"{ROUND}remind/", survey_rounds.remind_all, name="survey-round-remind"),
    path(f"{ROUND}close/", survey_rounds.end_all, name="survey-round-close"),
    path("drafts/", drafts.draft, name="draft"),
    path("staff-sessions/", sessions.staff_sessions, name="staff-sessions"),
    path("audit/", staff.audit, name="audit"),
    path("audit/events.csv", staff.audit_file, name="audit-file"),
    *releases,
    *portal,
    *api,
]
