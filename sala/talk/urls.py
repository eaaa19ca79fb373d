from django.urls import path

from sala.talk.views import comments, gathering, letters, moderation, posts, threads

app_name = "talk"
urlpatterns = [
    path("manage/mail/", letters.office, name="post_office"),
    path("c/<int:number>/mail/", letters.letters, name="letters"),
    path("c/<int:number>/mail/<int:pk>/", letters.letter, name="letter"),
    path("c/<int:number>/mail/<int:pk>/release/", letters.release, name="letter_release"),
    path("c/<int:number>/mail/<int:pk>/rejection/", letters.rejection, name="letter_rejection"),
    path("c/<int:number>/talk/", threads.listing, name="threads"),
    path("c/<int:number>/talk/new/", threads.new, name="new"),
    path("c/<int:number>/talk/new/draft/", threads.draft, name="draft"),
    path("c/<int:number>/talk/gathered/", gathering.listing, name="gathered"),
    path("t/<int:number>/", threads.thread, name="thread"),
    path("t/<int:number>/closing/", threads.closing, name="closing"),
    path("t/<int:number>/closing/delete/", threads.reopening, name="reopening"),
    path("t/<int:number>/pin/", threads.pin, name="pin"),
    path("t/<int:number>/pin/delete/", threads.unpin, name="unpin"),
    path("t/<int:number>/replies/", posts.replies, name="replies"),
    path("t/<int:number>/replies/draft/", posts.reply_draft, name="reply_draft"),
    path("t/<int:number>/answer/<int:post_id>/", posts.answer, name="answer"),
    path("t/<int:number>/answer/delete/", posts.no_answer, name="no_answer"),
    path("t/<int:number>/posts/<int:post_id>/", posts.editing, name="editing"),
    path("t/<int:number>/posts/<int:post_id>/gathering/", gathering.gathering, name="gathering"),
    path(
        "t/<int:number>/posts/<int:post_id>/gathering/delete/",
        gathering.ungathering,
        name="ungathering",
    ),
    path("t/<int:number>/posts/<int:post_id>/drafts/", posts.edit_draft, name="edit_draft"),
    path("t/<int:number>/posts/<int:post_id>/removal/", posts.removal, name="removal"),
    path("comments/<str:label>/<int:object_id>/", comments.comments, name="comments"),
    path("comments/<int:pk>/", comments.editing, name="comment_editing"),
    path("comments/<int:pk>/removal/", comments.removal, name="comment_removal"),
    path("comments/<int:pk>/earlier/", comments.earlier, name="comment_earlier"),
    path("moderation/", moderation.queue, name="moderation"),
    path("moderation/comments/<int:pk>/", moderation.showing, name="comment_showing"),
]
