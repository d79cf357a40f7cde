from django.http import HttpResponse


def rankings(request):
    return HttpResponse(status=503)


def ranking_json(request):
    return HttpResponse(status=503)


def ranking_csv(request):
    return HttpResponse(status=503)
