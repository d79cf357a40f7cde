from django.http import HttpResponse


def measures(request):
    return HttpResponse(status=503)


def measures_json(request):
    return HttpResponse(status=503)


def measures_csv(request):
    return HttpResponse(status=503)
