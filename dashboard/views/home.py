from django.http import HttpResponse


def home(request):
    return HttpResponse(status=503)


def map_json(request):
    return HttpResponse(status=503)
