from django.http import HttpResponse


def search(request):
    return HttpResponse(status=503)
