from django.http import HttpResponse


def method(request):
    return HttpResponse(status=503)
