from django.urls import path

from sala.home.views import front, machines, search, words

app_name = "home"
urlpatterns = [
    path("", front.front, name="front"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap/<slug:kind>-<int:page>.xml", machines.sitemap_part, name="sitemap_part"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("search/missed/", search.missed, name="missed"),
    path("help/rights/", front.rights, name="rights"),
    path("help/glossary/", words.glossary, name="glossary"),
    path("manage/searches/", words.searches, name="searches"),
    path("manage/searches/<int:pk>/settled/", words.searches_settled, name="searches_settled"),
    path("manage/synonyms/", words.synonyms, name="synonyms"),
    path("manage/synonyms/<int:pk>/", words.synonym, name="synonym"),
    path("manage/synonyms/<int:pk>/delete/", words.synonym_dropped, name="synonym_dropped"),
    path(
        "manage/synonyms/<int:pk>/replacement/delete/",
        words.synonym_restored,
        name="synonym_restored",
    ),
    path("outbox/", front.outbox, name="outbox"),
    path("outbox/<str:name>/", front.outbox_letter, name="letter"),
    path("outbox/<str:name>/page/", front.outbox_page, name="letter_page"),
]
