from django.http import HttpResponse


def states(request):
    return HttpResponse(status=503)


def state(request, usps):
    return HttpResponse(status=503)


def state_json(request, usps):
    return HttpResponse(status=503)
