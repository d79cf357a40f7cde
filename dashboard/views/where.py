from django.http import HttpResponse


def where(request):
    return HttpResponse(status=503)


def where_json(request):
    return HttpResponse(status=503)
