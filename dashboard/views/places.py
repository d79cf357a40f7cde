from django.http import HttpResponse


def place(request, usps, slug):
    return HttpResponse(status=503)


def place_json(request, usps, slug):
    return HttpResponse(status=503)
