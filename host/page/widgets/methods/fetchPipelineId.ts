import $ from 'jquery'

interface SourcesAnswer {
  response: { sources: { widget: Record<string, { pipeline_id: number }> } }
}

/** The pipeline that a widget was added to as a source of deals. Rejected where it is no source. */
export function fetchPipelineId(code: string): Promise<number> {
  return new Promise((resolve, reject) => {
    $.ajax({ url: '/ajax/settings/pipeline/sources/list', data: { type: 'widget' }, dataType: 'json' }).then(
      ({ response }: SourcesAnswer) => {
        const source = response.sources.widget[code]
        if (source) resolve(source.pipeline_id)
        else reject(new Error(`${code} is no source of any pipeline`))
      },
      () => reject(new Error('The sources of the pipelines could not be read')),
    )
  })
}
