from django.http import HttpResponse


def measure(request, slug):
    return HttpResponse(status=503)


def measure_json(request, slug):
    return HttpResponse(status=503)
